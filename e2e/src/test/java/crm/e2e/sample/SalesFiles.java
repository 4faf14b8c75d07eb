package crm.e2e.sample;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** A hardware reseller's accounts and pipeline, with the slips of the pen that such files have. */
final class SalesFiles {

    static final int ACCOUNTS = 85;
    static final int SUBSIDIARIES = 15;
    static final int DEALS = 8_800;
    static final int WITHOUT_ACCOUNT = 1_425;

    static final String PRODUCTS = """
            product,series,sales_price
            GTX Basic,GTX,550
            GTX Pro,GTX,4821
            MG Special,MG,55
            MG Advanced,MG,3393
            GTX Plus Pro,GTX,5482
            GTX Plus Basic,GTX,1096
            GTK 500,GTK,26768
            """;

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("M/d/yyyy", Locale.ROOT);
    private static final List<String> SECTORS = List.of("retail", "technolgy", "medical", "marketing", "finance", "software", "services");
    private static final List<String> AGENTS = List.of("Moses Frase", "Darcel Schlecht", "Anna Snelling", "Violet Mclelland",
            "Corliss Cosme", "Boris Faz", "Vicki Laflamme", "Zane Levy", "Kary Hendrixson");
    /** The pipeline writes one product otherwise than the price list. */
    private static final List<String> SOLD = List.of("GTX Basic", "GTXPro", "MG Special", "MG Advanced", "GTX Plus Pro",
            "GTX Plus Basic", "GTK 500");

    private final Random random = new Random(8_800);

    String accounts() {
        StringBuilder text = new StringBuilder("account,sector,year_established,revenue,employees,office_location,subsidiary_of\n");
        for (int i = 0; i < ACCOUNTS; i++) {
            // A daughter may stand before its parent, as in files sorted by name.
            String parent = i < SUBSIDIARIES ? account(ACCOUNTS - 1 - i % 5) : "";
            text.append(String.join(",", account(i), SECTORS.get(i % SECTORS.size()), Integer.toString(1979 + i % 38),
                    (10 + random.nextInt(9_000)) + "." + random.nextInt(100), Integer.toString(9 + random.nextInt(30_000)),
                    i % 9 == 0 ? "Philipines" : "United States", parent)).append('\n');
        }
        return text.toString();
    }

    static String account(int i) {
        return "Account " + (char) ('A' + i % 26) + "-" + i + " Holding";
    }

    String pipeline() {
        List<Boolean> homeless = new ArrayList<>(Collections.nCopies(WITHOUT_ACCOUNT, true));
        homeless.addAll(Collections.nCopies(DEALS - WITHOUT_ACCOUNT, false));
        Collections.shuffle(homeless, random);
        StringBuilder text = new StringBuilder("opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value")
                .append('\n');
        for (int i = 0; i < DEALS; i++) {
            deal(text, i, homeless.get(i));
        }
        return text.toString();
    }

    private void deal(StringBuilder text, int i, boolean homeless) {
        // Only open deals lack an account.
        int chance = homeless ? 90 + random.nextInt(10) : random.nextInt(100);
        String stage = chance < 57 ? "Won" : chance < 90 ? "Lost" : chance < 97 ? "Engaging" : "Prospecting";
        LocalDate engaged = LocalDate.of(2016, 10, 20).plusDays(random.nextInt(400));
        boolean closed = stage.equals("Won") || stage.equals("Lost");
        text.append(String.join(",", String.format(Locale.ROOT, "D%07X", i * 7919L), AGENTS.get(random.nextInt(AGENTS.size())),
                SOLD.get(random.nextInt(SOLD.size())), homeless ? "" : account(random.nextInt(ACCOUNTS)), stage,
                stage.equals("Prospecting") ? "" : DAY.format(engaged), closed ? DAY.format(engaged.plusDays(1 + random.nextInt(138))) : "",
                stage.equals("Won") ? Integer.toString(38 + random.nextInt(30_000)) : stage.equals("Lost") ? "0" : "")).append('\n');
    }
}
