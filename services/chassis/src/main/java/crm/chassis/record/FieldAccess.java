package crm.chassis.record;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;

/**
 * Reads and writes a public field of an entity by its name. Goes through the accessor that Quarkus adds to entities
 * where there is one, since Hibernate notices changes there; a class outside of Quarkus is accessed directly.
 */
final class FieldAccess {

    private final MethodHandle getter;
    private final MethodHandle setter;
    private final Class<?> valueType;

    FieldAccess(Class<?> owner, String name) {
        try {
            java.lang.reflect.Field field = declared(owner, name);
            valueType = field.getType();
            String capitalised = Character.toUpperCase(name.charAt(0)) + name.substring(1);
            MethodHandles.Lookup lookup = MethodHandles.publicLookup();
            Method set = method(owner, "set" + capitalised, valueType);
            Method get = method(owner, (valueType == boolean.class ? "is" : "get") + capitalised);
            getter = (get == null ? lookup.unreflectGetter(field) : lookup.unreflect(get))
                    .asType(MethodType.methodType(Object.class, CrmRecord.class));
            setter = (set == null ? lookup.unreflectSetter(field) : lookup.unreflect(set))
                    .asType(MethodType.methodType(void.class, CrmRecord.class, Object.class));
        } catch (ReflectiveOperationException missing) {
            throw new IllegalArgumentException(owner.getName() + " has no public field " + name, missing);
        }
    }

    /** Quarkus narrows the fields that it gives accessors to, so the search is not for public ones alone. */
    private static java.lang.reflect.Field declared(Class<?> owner, String name) throws NoSuchFieldException {
        for (Class<?> type = owner; type != null; type = type.getSuperclass()) {
            for (java.lang.reflect.Field field : type.getDeclaredFields()) {
                if (field.getName().equals(name)) {
                    return field;
                }
            }
        }
        throw new NoSuchFieldException(name);
    }

    private static Method method(Class<?> owner, String name, Class<?>... parameters) {
        try {
            return owner.getMethod(name, parameters);
        } catch (NoSuchMethodException none) {
            return null;
        }
    }

    Class<?> valueType() {
        return valueType;
    }

    Object get(CrmRecord record) {
        try {
            return (Object) getter.invokeExact(record);
        } catch (Throwable impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    void set(CrmRecord record, Object value) {
        try {
            setter.invokeExact(record, value);
        } catch (Throwable impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
