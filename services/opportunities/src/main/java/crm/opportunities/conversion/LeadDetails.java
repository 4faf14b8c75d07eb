package crm.opportunities.conversion;

import java.math.BigDecimal;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is known of a lead that is to become a customer; everything but the id may be missing. */
public record LeadDetails(
        UUID id,
        String owner,
        String team,
        String salutation,
        String firstName,
        String lastName,
        String jobTitle,
        String department,
        String company,
        String email,
        String phone,
        String mobile,
        String website,
        Map<String, Object> address,
        String industry,
        BigDecimal annualRevenue,
        Long numberOfEmployees,
        BigDecimal estimatedValue,
        String currency,
        String productInterest,
        UUID campaignId,
        String leadSource,
        String territory,
        boolean doNotCall,
        boolean emailOptOut,
        String description,
        String language) {

    /** First and last name; null where neither is known. */
    String personName() {
        String name = Stream.of(firstName, lastName).filter(part -> part != null && !part.isBlank()).collect(Collectors.joining(" "));
        return name.isEmpty() ? null : name;
    }

    /** What an account for the lead would be called: the company, or the person where there is none. */
    String accountName() {
        return company == null || company.isBlank() ? personName() : company.strip();
    }
}
