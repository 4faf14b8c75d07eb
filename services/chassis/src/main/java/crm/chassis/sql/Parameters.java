package crm.chassis.sql;

import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;

/** Values of one statement, numbered as PostgreSQL wants them. */
public final class Parameters {

    private final List<Object> values = new ArrayList<>();

    /** Adds a value and answers what stands for it in the statement: {@code $3}. */
    public String add(Object value) {
        values.add(value);
        return "$" + values.size();
    }

    /** The values in their order, for {@link SessionSql}. */
    public Object[] values() {
        return values.toArray();
    }

    public Tuple tuple() {
        return Tuple.from(values);
    }
}
