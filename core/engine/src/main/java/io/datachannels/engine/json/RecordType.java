package io.datachannels.engine.json;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;

/** A record class by reflection, whatever its visibility: what its components are, how to read and to make one. */
public final class RecordType<T> {
    /** Reflection makes components and their annotations anew each time, which would take most of the time of reading a job file. */
    private static final ClassValue<RecordType<?>> KNOWN = new ClassValue<>() {
        @Override
        protected RecordType<?> computeValue(Class<?> type) {
            return new RecordType<>(type);
        }
    };

    private final Class<T> type;
    private final List<RecordComponent> components;

    private RecordType(Class<T> type) {
        this.type = type;
        this.components = List.of(type.getRecordComponents());
    }

    /**
     * @throws IllegalArgumentException if the class is not a record
     */
    @SuppressWarnings("unchecked")
    public static <T> RecordType<T> of(Class<T> type) {
        if (!type.isRecord()) {
            throw new IllegalArgumentException(type.getName() + " is not a record");
        }
        return (RecordType<T>) KNOWN.get(type);
    }

    public List<RecordComponent> components() {
        return components;
    }

    /** The value of a component. */
    public Object get(RecordComponent component, Object instance) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(instance);
        } catch (InvocationTargetException e) {
            throw rethrown(e);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("cannot read " + type.getName(), e);
        }
    }

    /**
     * @param values of the components, in their order
     * @throws RuntimeException what the record's constructor throws
     */
    public T create(List<Object> values) {
        try {
            Class<?>[] types = components.stream().map(RecordComponent::getType).toArray(Class<?>[]::new);
            Constructor<T> constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values.toArray());
        } catch (InvocationTargetException e) {
            throw rethrown(e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot make a " + type.getName() + " of " + Arrays.asList(types()), e);
        }
    }

    private List<String> types() {
        return components.stream().map(each -> each.getType().getSimpleName()).toList();
    }

    private RuntimeException rethrown(InvocationTargetException e) {
        if (e.getCause() instanceof RuntimeException thrown) {
            return thrown;
        }
        if (e.getCause() instanceof Error error) {
            throw error;
        }
        return new IllegalStateException(type.getName() + " failed", e.getCause());
    }
}
