package crm.cases.survey;

import java.time.Instant;

/** What the page of a survey shows. */
public record Question(String number, String subject, String question, int worst, int best, Instant expiresAt) {}
