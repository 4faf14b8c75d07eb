package crm.chassis.list;

import crm.chassis.access.Me;
import crm.chassis.problem.FieldError;
import crm.chassis.problem.Problem;
import crm.chassis.record.Field;
import crm.chassis.record.FieldType;
import crm.chassis.record.FieldValues;
import crm.chassis.record.RecordType;
import crm.chassis.record.SqlValues;
import crm.chassis.sql.Parameters;
import cz.jirutka.rsql.parser.RSQLParser;
import cz.jirutka.rsql.parser.RSQLParserException;
import cz.jirutka.rsql.parser.ast.AndNode;
import cz.jirutka.rsql.parser.ast.ComparisonNode;
import cz.jirutka.rsql.parser.ast.ComparisonOperator;
import cz.jirutka.rsql.parser.ast.LogicalNode;
import cz.jirutka.rsql.parser.ast.Node;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Turns an RSQL filter into a condition of SQL with parameters. Only described fields and listed operators get
 * through; every value is a parameter. Text is compared without regard to case, {@code *} stands for any characters.
 */
public final class FilterSql {

    private static final int MAX_LENGTH = 8_000;
    private static final int MAX_COMPARISONS = 100;
    private static final int MAX_DEPTH = 20;

    private static final Map<String, String> ORDER = Map.of("=lt=", "<", "=le=", "<=", "=gt=", ">", "=ge=", ">=");
    private static final Set<ComparisonOperator> OPERATORS = Set.of(
            new ComparisonOperator("=="), new ComparisonOperator("!="),
            new ComparisonOperator("=lt=", "<"), new ComparisonOperator("=le=", "<="),
            new ComparisonOperator("=gt=", ">"), new ComparisonOperator("=ge=", ">="),
            new ComparisonOperator("=in=", true), new ComparisonOperator("=out=", true),
            new ComparisonOperator("=null="));
    private static final String ALLOWED_OPERATORS = "==, !=, =lt=, =le=, =gt=, =ge=, =in=, =out=, =null=";

    private final RecordType<?> type;
    private final Me me;
    private final Clock clock;
    private final Parameters parameters;
    private int comparisons;

    public FilterSql(RecordType<?> type, Me me, Clock clock, Parameters parameters) {
        this.type = type;
        this.me = me;
        this.clock = clock;
        this.parameters = parameters;
    }

    /**
     * The condition in parentheses.
     *
     * @throws Problem 400 where the filter cannot be read, is too large, or names what does not exist
     */
    public String condition(String filter) {
        if (filter.length() > MAX_LENGTH) {
            throw refused("The filter may have at most " + MAX_LENGTH + " characters.");
        }
        checkDepth(filter);
        try {
            return sql(new RSQLParser(OPERATORS).parse(filter));
        } catch (RSQLParserException unreadable) {
            throw refused("The filter cannot be read as RSQL. Write for example status==NEW;score=ge=70; operators: "
                    + ALLOWED_OPERATORS + ".");
        }
    }

    /** The parser descends into parentheses, so their depth is bounded before it starts. */
    private static void checkDepth(String filter) {
        int depth = 0;
        char quote = 0;
        for (int i = 0; i < filter.length(); i++) {
            char c = filter.charAt(i);
            if (quote != 0) {
                if (c == '\\') {
                    i++;
                } else if (c == quote) {
                    quote = 0;
                }
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == '(' && ++depth > MAX_DEPTH) {
                throw refused("The filter may be nested at most " + MAX_DEPTH + " deep.");
            } else if (c == ')') {
                depth--;
            }
        }
    }

    private String sql(Node node) {
        if (node instanceof LogicalNode logical) {
            String word = node instanceof AndNode ? " and " : " or ";
            return logical.getChildren().stream().map(this::sql).collect(Collectors.joining(word, "(", ")"));
        }
        if (++comparisons > MAX_COMPARISONS) {
            throw refused("The filter may have at most " + MAX_COMPARISONS + " comparisons.");
        }
        return comparison((ComparisonNode) node);
    }

    private String comparison(ComparisonNode node) {
        Field field = type.field(node.getSelector());
        if (field == null || !field.isFilterable() || !field.readableWith(me.roles())) {
            throw refused("There is no field " + FieldValues.shortened(node.getSelector()) + " to filter by. Fields: "
                    + type.names(known -> known.isFilterable() && known.readableWith(me.roles())) + ", customFields.<name>.");
        }
        List<String> arguments = node.getArguments();
        if (arguments.size() > 200) {
            throw refused("A list in a filter may have at most 200 values.");
        }
        String operator = node.getOperator().getSymbol();
        return switch (operator) {
            case "=null=" -> isNull(field, arguments.get(0));
            case "==" -> equal(field, arguments.get(0));
            case "!=" -> "(" + equal(field, arguments.get(0)) + ") is not true";
            case "=in=" -> arguments.stream().map(argument -> equal(field, argument)).collect(Collectors.joining(" or ", "(", ")"));
            case "=out=" -> arguments.stream().map(argument -> equal(field, argument)).collect(Collectors.joining(" or ", "(", ") is not true"));
            default -> ordered(field, ORDER.get(operator), arguments.get(0));
        };
    }

    private String isNull(Field field, String argument) {
        return switch (argument.toLowerCase(Locale.ROOT)) {
            case "true" -> field.type().listed() ? "cardinality(" + field.sql() + ") = 0" : field.sql() + " is null";
            case "false" -> field.type().listed() ? "cardinality(" + field.sql() + ") > 0" : field.sql() + " is not null";
            default -> throw refused("=null= takes true or false.");
        };
    }

    private String equal(Field field, String argument) {
        boolean wild = argument.indexOf('*') >= 0;
        if (field.path().equals("owner") && argument.equals("me")) {
            return "owner = " + parameters.add(me.login());
        }
        return switch (field.type()) {
            case TEXT -> wild
                    ? like(field, pattern(argument))
                    : "lower(" + field.sql() + ") = " + parameters.add(argument.toLowerCase(Locale.ROOT));
            case TEXTS -> field.sql() + " @> array[" + parameters.add(argument) + "]::text[]";
            case LINKS -> field.sql() + " @> " + parameters.add(bound(field, argument)) + "::text[]";
            default -> field.sql() + " = " + parameters.add(bound(field, argument));
        };
    }

    /**
     * What a searched field contains, the {@code search_text} of the record contains too; asking for that as well lets
     * the index of the text search find the few records where no other index helps.
     */
    private String like(Field field, String pattern) {
        String like = "lower(" + field.sql() + ") like " + parameters.add(pattern);
        return field.isSearchable() && pattern.startsWith("%")
                ? "(" + like + " and search_text like " + parameters.add(pattern.endsWith("%") ? pattern : pattern + "%") + ")"
                : like;
    }

    private String ordered(Field field, String operator, String argument) {
        if (field.isCustomPart() && !field.isOwn()) {
            return customOrdered(field, operator, argument);
        }
        if (!field.type().ordered()) {
            throw refused(field.path() + " has no order; it takes ==, !=, =in=, =out= and =null=.");
        }
        return field.sql() + " " + operator + " " + parameters.add(bound(field, argument));
    }

    /** A company's own field compares as a number where it holds one and the filter names one, else as text. */
    private String customOrdered(Field field, String operator, String argument) {
        try {
            String value = parameters.add(new BigDecimal(argument));
            return "case when jsonb_typeof(custom_fields->'" + field.name() + "') = 'number' then ("
                    + field.sql() + ")::numeric " + operator + " " + value + " else false end";
        } catch (NumberFormatException text) {
            return field.sql() + " " + operator + " " + parameters.add(argument);
        }
    }

    private Object bound(Field field, String argument) {
        Function<Instant, Object> relative = field.type() == FieldType.DATE
                ? moment -> LocalDate.ofInstant(moment, ZoneOffset.UTC)
                : moment -> OffsetDateTime.ofInstant(moment, ZoneOffset.UTC);
        if ((field.type() == FieldType.DATE || field.type() == FieldType.INSTANT) && argument.startsWith("now")) {
            return relative.apply(RelativeInstant.parse(argument, clock.instant()));
        }
        try {
            Object value = FieldValues.ofText(field, argument);
            if (value == null) {
                throw refused(field.path() + " cannot be compared with nothing; use =null=true.");
            }
            return SqlValues.bound(value);
        } catch (FieldValues.Refused wrong) {
            throw refused(wrong.getMessage());
        }
    }

    /** {@code *} becomes the % of LIKE; what LIKE would understand itself is escaped. */
    static String pattern(String argument) {
        return argument.toLowerCase(Locale.ROOT).replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_").replace('*', '%');
    }

    static Problem refused(String detail) {
        return new Problem(400, "filter-refused", "The filter cannot be used", detail,
                new ArrayList<>(List.of(new FieldError("filter", detail))));
    }
}
