/**
 * The microservice chassis: what every service of the platform needs and none of them owns. It holds no business noun.
 *
 * <p>A service describes a record type once ({@link crm.chassis.record.RecordType}) and gets from that description its
 * lists, filters, pages, summaries, export, import, bulk changes, merge patches, access rules, history and events.
 */
package crm.chassis;
