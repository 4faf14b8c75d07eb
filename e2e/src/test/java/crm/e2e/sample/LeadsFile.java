package crm.e2e.sample;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** Leads of an education company, as its web site and its people left them: 6,493 of them, in 38 columns, many of them empty. */
final class LeadsFile {

    static final int ROWS = 6_493;

    private static final String HEADER = "Prospect ID,Lead Number,Lead Origin,Lead Source,Do Not Email,Do Not Call,Converted,TotalVisits,"
            + "Total Time Spent on Website,Page Views Per Visit,Last Activity,Country,Specialization,How did you hear about X Education,"
            + "What is your current occupation,What matters most to you in choosing a course,Search,Magazine,Newspaper Article,"
            + "X Education Forums,Newspaper,Digital Advertisement,Through Recommendations,Receive More Updates About Our Courses,Tags,"
            + "Lead Quality,Update me on Supply Chain Content,Get updates on DM Content,Lead Profile,City,Asymmetrique Activity Index,"
            + "Asymmetrique Profile Index,Asymmetrique Activity Score,Asymmetrique Profile Score,I agree to pay the amount through cheque,"
            + "A free copy of Mastering The Interview,Last Notable Activity,";

    private static final List<String> ORIGINS = List.of("Landing Page Submission", "API", "Lead Add Form", "Lead Import");
    private static final List<String> SOURCES = List.of("Google", "google", "Direct Traffic", "Olark Chat", "Organic Search", "Reference",
            "Welingak Website", "Referral Sites", "Facebook", "", "bing", "NC_EDM");
    private static final List<String> ACTIVITIES = List.of("Email Opened", "SMS Sent", "Olark Chat Conversation", "Page Visited on Website",
            "Converted to Lead", "Email Bounced", "Unsubscribed", "");
    private static final List<String> COUNTRIES = List.of("India", "India", "India", "", "United States", "Singapore", "unknown");
    private static final List<String> SUBJECTS = List.of("Select", "", "Finance Management", "Human Resource Management",
            "\"Banking, Investment And Insurance\"", "E-COMMERCE", "Media and Advertising");
    private static final List<String> OCCUPATIONS = List.of("Unemployed", "", "Working Professional", "Student",
            "Businessman", "Housewife");
    private static final List<String> TAGS = List.of("", "Will revert after reading the email", "Ringing", "Closed by Horizzon",
            "switched off", "Interested  in full time MBA", "invalid number");
    private static final List<String> QUALITIES = List.of("", "Might be", "Not Sure", "Worst", "High in Relevance", "Low in Relevance");
    private static final List<String> CITIES = List.of("Mumbai", "Select", "", "Thane & Outskirts", "Other Cities", "Tier II Cities");

    private static final List<String> INDEXES = List.of("02.Medium", "01.High", "");

    private final Random random = new Random(20_161_121);

    String text() {
        StringBuilder text = new StringBuilder(HEADER).append('\n');
        for (int i = 0; i < ROWS; i++) {
            row(text, i);
        }
        return text.toString();
    }

    private void row(StringBuilder text, int i) {
        boolean visited = random.nextInt(10) > 1;
        String visits = visited ? Integer.toString(1 + random.nextInt(12)) : random.nextInt(9) == 0 ? "" : "0";
        List<String> cells = List.of(UUID.nameUUIDFromBytes(("prospect " + i).getBytes(StandardCharsets.UTF_8)).toString(),
                Integer.toString(660_737 - i), one(ORIGINS), one(SOURCES), random.nextInt(12) == 0 ? "Yes" : "No",
                random.nextInt(3_000) == 0 ? "Yes" : "No", random.nextInt(100) < 39 ? "1" : "0", visits,
                visited ? Integer.toString(random.nextInt(2_272)) : "0", visited ? one(List.of("1", "1.5", "2", "2.33", "4")) : visits,
                one(ACTIVITIES), one(COUNTRIES), one(SUBJECTS), one(List.of("Select", "", "Online Search", "Word Of Mouth")),
                one(OCCUPATIONS),
                one(List.of("Better Career Prospects", "")), "No,No,No,No,No,No,No,No", one(TAGS), one(QUALITIES), "No,No",
                one(List.of("Select", "", "Potential Lead")), one(CITIES), one(INDEXES), one(INDEXES),
                one(List.of("14", "15", "")), one(List.of("17", "20", "")), "No", one(List.of("Yes", "No")), one(ACTIVITIES), "");
        text.append(String.join(",", cells)).append('\n');
    }

    private String one(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
