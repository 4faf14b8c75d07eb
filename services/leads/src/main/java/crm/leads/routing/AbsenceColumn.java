package crm.leads.routing;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Absences as one JSON text, since Hibernate Reactive reads no arrays out of columns of jsonb. */
@Converter
public class AbsenceColumn implements AttributeConverter<List<Availability.Absence>, String> {

    @Override
    public String convertToDatabaseColumn(List<Availability.Absence> absences) {
        return absences == null ? "[]" : absences.stream()
                .map(absence -> "{\"from\":\"" + absence.from() + "\",\"until\":\"" + absence.until() + "\"}")
                .collect(Collectors.joining(",", "[", "]"));
    }

    @Override
    public List<Availability.Absence> convertToEntityAttribute(String stored) {
        return stored == null || stored.equals("[]") ? List.of()
                : Stream.of(stored.substring(2, stored.length() - 2).split("\\},\\{")).map(AbsenceColumn::absence).toList();
    }

    private static Availability.Absence absence(String members) {
        String[] parts = members.split("\"");
        return new Availability.Absence(Instant.parse(parts[3]), Instant.parse(parts[7]));
    }
}
