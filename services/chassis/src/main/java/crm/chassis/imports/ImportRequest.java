package crm.chassis.imports;

/**
 * What an import is asked for, as the query parameters say it; null or blank means not given.
 *
 * @param contentType with its charset, if it has one
 * @param dryRun do everything but change records
 * @param matchOn field by which rows find the records that are there; null, blank or {@code none} for none
 * @param mapping JSON from column to field
 * @param keepOwners whether records whose rows name no owner stay with who imports them, whatever the service has rules for
 * @param idempotencyKey value of the header
 */
public record ImportRequest(String contentType, boolean dryRun, String matchOn, String mapping, boolean keepOwners, String idempotencyKey) {

    /** The field to match on; null for none. */
    String matchField() {
        return matchOn == null || matchOn.isBlank() || matchOn.strip().equals("none") ? null : matchOn.strip();
    }
}
