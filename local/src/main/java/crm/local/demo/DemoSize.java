package crm.local.demo;

import crm.local.Problem;
import java.util.Arrays;
import java.util.Locale;

/** How much there is to see. */
enum DemoSize {
    SMALL(40, 90, 80, 200, 10, 15, 30),
    MEDIUM(400, 1_000, 900, 4_000, 40, 60, 120),
    LARGE(4_000, 10_000, 9_000, 50_000, 150, 200, 200);

    final int accounts;
    final int contacts;
    final int opportunities;
    final int leads;
    final int conversions;
    final int cases;
    final int activities;

    DemoSize(int accounts, int contacts, int opportunities, int leads, int conversions, int cases, int activities) {
        this.accounts = accounts;
        this.contacts = contacts;
        this.opportunities = opportunities;
        this.leads = leads;
        this.conversions = conversions;
        this.cases = cases;
        this.activities = activities;
    }

    static DemoSize of(String name) {
        return Arrays.stream(values()).filter(size -> size.name().toLowerCase(Locale.ROOT).equals(name)).findFirst()
                .orElseThrow(() -> new Problem("The size is small, medium or large, not \"" + name + "\"."));
    }
}
