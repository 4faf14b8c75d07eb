package crm.learning;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** A model as bytes and back; bytes of another format are refused. */
final class ModelFile {

    private static final int FORMAT = 1;
    private static final int MOST = 1_000_000;

    private ModelFile() {}

    static byte[] write(Model model) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(FORMAT);
            model.write(out);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    static Model read(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int format = in.readInt();
            if (format != FORMAT) {
                throw new IllegalArgumentException("A model of format " + format + " cannot be read, only of " + FORMAT);
            }
            return Model.read(in);
        } catch (IOException broken) {
            throw new IllegalArgumentException("The model is cut off", broken);
        }
    }

    static void numbers(DataOutputStream out, double[] numbers) throws IOException {
        out.writeInt(numbers.length);
        for (double number : numbers) {
            out.writeDouble(number);
        }
    }

    static double[] numbers(DataInputStream in) throws IOException {
        double[] numbers = new double[count(in)];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = in.readDouble();
        }
        return numbers;
    }

    /** Writes one thing of a list. */
    interface Writer<T> {
        void write(T thing) throws IOException;
    }

    /** Reads one thing of a list. */
    interface Reader<T> {
        T read() throws IOException;
    }

    static <T> void list(DataOutputStream out, List<T> things, Writer<T> writer) throws IOException {
        out.writeInt(things.size());
        for (T thing : things) {
            writer.write(thing);
        }
    }

    static <T> List<T> list(DataInputStream in, Reader<T> reader) throws IOException {
        int size = count(in);
        List<T> things = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            things.add(reader.read());
        }
        return things;
    }

    private static int count(DataInputStream in) throws IOException {
        int count = in.readInt();
        if (count < 0 || count > MOST) {
            throw new IOException("a list of " + count);
        }
        return count;
    }
}
