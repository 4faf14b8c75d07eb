package crm.cases.support;

import crm.cases.comment.Comment;
import crm.cases.sla.Milestone;
import java.time.Instant;
import java.util.Map;

/**
 * What a change of a case means and its fields do not tell.
 *
 * @param why reason of an escalation or reopening
 * @param said the new comment; null for none
 * @param csatComment what the customer wrote beside the score
 * @param broken promises broken with this change, with when they were due
 */
public record CaseNews(String why, Comment said, String csatComment, Map<Milestone, Instant> broken) {}
