package crm.cases.health;

import java.time.LocalDate;
import java.util.Map;

/**
 * What is known of a customer.
 *
 * @param open number of open cases by priority, those that there are
 * @param escalated how many of them are escalated
 * @param breaches promises broken of late
 * @param answers how often they said of late how satisfied they are
 * @param satisfaction their average score from 1 to 5; meaningless without answers
 * @param renewal when their contract is renewed; null where that is not known
 */
record HealthFacts(Map<String, Integer> open, int escalated, int breaches, int answers, double satisfaction, LocalDate renewal) {}
