package crm.opportunities.account;

import java.util.List;

/** What industries are usually called, so that a slip of the finger in a file is seen. */
final class Industries {

    static final List<String> USUAL = List.of("agriculture", "apparel", "automotive", "banking", "biotechnology", "chemicals", "communications",
            "construction", "consulting", "education", "electronics", "employment", "energy", "engineering", "entertainment", "environment", "finance",
            "food and beverage", "government", "healthcare", "hospitality", "insurance", "logistics", "machinery", "manufacturing", "marketing", "media",
            "medical", "mining", "not for profit", "pharmaceuticals", "real estate", "recreation", "retail", "services", "shipping", "software",
            "technology", "telecommunications", "transportation", "travel", "utilities", "wholesale");

    private Industries() {}
}
