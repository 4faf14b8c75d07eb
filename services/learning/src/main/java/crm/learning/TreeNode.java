package crm.learning;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * A question or an answer of a tree.
 *
 * @param column whose bin is asked for; -1 in a leaf
 * @param bin up to which it goes left
 */
record TreeNode(int column, int bin, double answer, TreeNode left, TreeNode right) {

    static TreeNode leaf(double answer) {
        return new TreeNode(-1, 0, answer, null, null);
    }

    double value(int[] bins) {
        TreeNode node = this;
        while (node.column >= 0) {
            node = bins[node.column] <= node.bin ? node.left : node.right;
        }
        return node.answer;
    }

    void write(DataOutputStream out) throws IOException {
        out.writeInt(column);
        if (column < 0) {
            out.writeDouble(answer);
        } else {
            out.writeInt(bin);
            left.write(out);
            right.write(out);
        }
    }

    static TreeNode read(DataInputStream in) throws IOException {
        int column = in.readInt();
        return column < 0 ? leaf(in.readDouble()) : new TreeNode(column, in.readInt(), 0, read(in), read(in));
    }
}
