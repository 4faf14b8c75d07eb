package crm.local.terminal;

import crm.local.Problem;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.StringJoiner;

/** SQL from the input, a statement up to each semicolon at a line's end; or one statement given by {@code -c}. */
public final class SqlPrompt {

    private final Connection connection;
    private final InputStream in;
    private final PrintStream out;

    public SqlPrompt(Connection connection, InputStream in, PrintStream out) {
        this.connection = connection;
        this.in = in;
        this.out = out;
    }

    public int run(List<String> options) throws IOException, SQLException {
        if (!options.isEmpty()) {
            if (options.size() != 2 || !options.get(0).equals("-c")) {
                throw new Problem("Without psql on this machine only -c \"<statement>\" is known here.");
            }
            execute(options.get(1));
            return 0;
        }
        BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        StringBuilder statement = new StringBuilder();
        for (String line = lines.readLine(); line != null && !line.equals("\\q"); line = lines.readLine()) {
            statement.append(line).append('\n');
            if (line.stripTrailing().endsWith(";")) {
                try {
                    execute(statement.toString());
                } catch (SQLException e) {
                    out.println(e.getMessage());
                }
                statement.setLength(0);
            }
        }
        return 0;
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (!statement.execute(sql)) {
                out.println(statement.getUpdateCount() + " rows changed");
                return;
            }
            ResultSet rows = statement.getResultSet();
            ResultSetMetaData columns = rows.getMetaData();
            StringJoiner header = new StringJoiner(" | ");
            for (int i = 1; i <= columns.getColumnCount(); i++) {
                header.add(columns.getColumnLabel(i));
            }
            out.println(header);
            long count = 0;
            for (; rows.next(); count++) {
                StringJoiner row = new StringJoiner(" | ");
                for (int i = 1; i <= columns.getColumnCount(); i++) {
                    row.add(String.valueOf(rows.getString(i)));
                }
                out.println(row);
            }
            out.println("(" + count + " rows)");
        }
    }
}
