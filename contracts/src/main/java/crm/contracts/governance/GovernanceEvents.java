package crm.contracts.governance;

import crm.contracts.RecordChanged;
import java.util.Map;

/**
 * Types of the events that the governance service publishes; its envelopes have the source {@value #SOURCE}. What each
 * is about, its subject, stands at the type.
 */
public final class GovernanceEvents {

    public static final String SOURCE = "/crm/governance";

    /** A person may be addressed for a purpose. Subject is the person. */
    public static final String CONSENT_GIVEN = "crm.governance.consent-given.v1";
    /** A person took a consent back, or objected. Subject is the person. */
    public static final String CONSENT_WITHDRAWN = "crm.governance.consent-withdrawn.v1";
    /** The time for which a consent was given is over. Subject is the person. */
    public static final String CONSENT_EXPIRED = "crm.governance.consent-expired.v1";
    /** Somebody wants to hear of a record. Subject is the record. */
    public static final String RECORD_FOLLOWED = "crm.governance.record-followed.v1";
    /** Somebody does not want to hear of a record any more. Subject is the record. */
    public static final String RECORD_UNFOLLOWED = "crm.governance.record-unfollowed.v1";
    /** Records of a kind have a field of the company, or it is different now. Subject is the field. */
    public static final String FIELD_PUBLISHED = "crm.governance.field-published.v1";
    /** A field of the company is not used any more. Subject is the field. */
    public static final String FIELD_RETIRED = "crm.governance.field-retired.v1";
    /** Records of a kind are held against a rule, or it is different now. Subject is the rule. */
    public static final String QUALITY_RULE_PUBLISHED = "crm.governance.quality-rule-published.v1";
    /** A rule does not hold any more. Subject is the rule. */
    public static final String QUALITY_RULE_RETIRED = "crm.governance.quality-rule-retired.v1";
    /** The data of a record got another score by the rules. Subject is the record. */
    public static final String QUALITY_SCORED = "crm.governance.quality-scored.v1";
    /** A record breaks a rule that it did not break before. Subject is the record. */
    public static final String QUALITY_ISSUE_OPENED = "crm.governance.quality-issue-opened.v1";
    /** A record breaks a rule no more. Subject is the record. */
    public static final String QUALITY_ISSUE_RESOLVED = "crm.governance.quality-issue-resolved.v1";
    /** A record of a kind without events of its own was created, changed or archived. Subject is the record. */
    public static final String RECORD_CHANGED = "crm.governance.record-changed.v1";

    /** Which record is the {@code data} of which type. */
    public static final Map<String, Class<? extends Record>> PAYLOADS = Map.ofEntries(
        Map.entry(CONSENT_GIVEN, ConsentChanged.class),
        Map.entry(CONSENT_WITHDRAWN, ConsentChanged.class),
        Map.entry(CONSENT_EXPIRED, ConsentChanged.class),
        Map.entry(RECORD_FOLLOWED, RecordFollowed.class),
        Map.entry(RECORD_UNFOLLOWED, RecordFollowed.class),
        Map.entry(FIELD_PUBLISHED, FieldPublished.class),
        Map.entry(FIELD_RETIRED, FieldRetired.class),
        Map.entry(QUALITY_RULE_PUBLISHED, QualityRulePublished.class),
        Map.entry(QUALITY_RULE_RETIRED, QualityRuleRetired.class),
        Map.entry(QUALITY_SCORED, QualityScored.class),
        Map.entry(QUALITY_ISSUE_OPENED, QualityIssueOpened.class),
        Map.entry(QUALITY_ISSUE_RESOLVED, QualityIssueResolved.class),
        Map.entry(RECORD_CHANGED, RecordChanged.class));

    private GovernanceEvents() {
    }
}
