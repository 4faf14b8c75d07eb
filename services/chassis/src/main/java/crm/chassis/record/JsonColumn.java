package crm.chassis.record;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.Mutability;
import org.hibernate.type.SqlTypes;
import org.hibernate.type.descriptor.java.Immutability;

/**
 * A field kept as jsonb whose value is only ever replaced as a whole. Without that promise Hibernate would compare it
 * with a copy that went through JSON, find a decimal unlike its copy, and write the record once more at each flush.
 */
@JdbcTypeCode(SqlTypes.JSON)
@Mutability(Immutability.class)
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
public @interface JsonColumn {}
