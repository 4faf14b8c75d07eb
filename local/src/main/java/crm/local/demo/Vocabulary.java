package crm.local.demo;

import java.util.List;

/** Words that invented companies and people are made of. */
final class Vocabulary {

    static final List<String> FIRST_NAMES = List.of("Anna", "Ben", "Chiara", "David", "Elif", "Farid", "Greta", "Hugo", "Ines", "Jonas",
            "Katarzyna", "Luca", "Mei", "Noah", "Olga", "Pablo", "Quentin", "Rosa", "Søren", "Tomás", "Ulla", "Viktor", "Wanjiku",
            "Xenia", "Yusuf", "Zoë", "Aarav", "Brigitte", "Chidi", "Daniela", "Emre", "Françoise", "Giorgos", "Hana", "Ivan", "Jürgen");
    static final List<String> LAST_NAMES = List.of("Abe", "Baker", "Castro", "Demir", "Eriksson", "Fischer", "García", "Haddad", "Ito",
            "Jansen", "Kowalska", "Lindqvist", "Müller", "Novák", "O'Brien", "Petrov", "Quiroga", "Rossi", "Santos", "Takahashi",
            "Ueda", "Van Dijk", "Weber", "Xu", "Yılmaz", "Zimmermann", "Adeyemi", "Brandt", "Costa", "Dubois", "Fernández", "Gruber");
    static final List<String> COMPANY_BEGINNINGS = List.of("Alder", "Birch", "Cobalt", "Delta", "Ember", "Falcon", "Granite", "Harbor",
            "Indigo", "Juniper", "Kestrel", "Linden", "Meridian", "Northwind", "Onyx", "Pioneer", "Quartz", "Riverside", "Summit",
            "Tamarind", "Umbra", "Vantage", "Willow", "Xylo", "Yellowstone", "Zephyr");
    static final List<String> COMPANY_ENDINGS = List.of("Analytics", "Bearings", "Chemicals", "Dynamics", "Energy", "Foods", "Glassworks",
            "Health", "Instruments", "Joinery", "Kitchens", "Logistics", "Materials", "Networks", "Optics", "Packaging", "Robotics",
            "Systems", "Textiles", "Ventures");
    static final List<String> COMPANY_FORMS = List.of("Inc", "Ltd", "GmbH", "AG", "S.A.", "B.V.", "AB", "Oy");
    static final List<String> INDUSTRIES = List.of("Manufacturing", "Software", "Retail", "Healthcare", "Finance", "Logistics",
            "Education", "Energy", "Telecommunications", "Public sector");
    static final List<String> CITIES = List.of("Berlin|Germany", "Munich|Germany", "Vienna|Austria", "Zürich|Switzerland",
            "Paris|France", "Lyon|France", "Madrid|Spain", "Lisbon|Portugal", "Milan|Italy", "Warsaw|Poland", "Prague|Czechia",
            "Stockholm|Sweden", "Copenhagen|Denmark", "Amsterdam|Netherlands", "Dublin|Ireland", "Toronto|Canada", "Chicago|United States",
            "Austin|United States", "São Paulo|Brazil", "Singapore|Singapore");
    static final List<String> JOB_TITLES = List.of("Head of Purchasing", "Operations Manager", "Chief Financial Officer", "IT Director",
            "Plant Manager", "Marketing Director", "Chief Executive", "Project Lead", "Supply Chain Manager", "Head of Support");
    static final List<String> DEPARTMENTS = List.of("Purchasing", "Operations", "Finance", "IT", "Production", "Marketing", "Management");
    static final List<String> BUYING_ROLES = List.of("DECISION_MAKER", "INFLUENCER", "CHAMPION", "USER", "BLOCKER");
    static final List<String> LEAD_SOURCES = List.of("Web", "Referral", "Trade show", "Webinar", "Advertisement", "Partner", "Cold call");
    static final List<String> PRODUCTS = List.of("Starter plan", "Team plan", "Enterprise plan", "Onboarding", "Data migration",
            "Premium support");
    static final List<String> NEXT_STEPS = List.of("Send the quote", "Arrange a demonstration", "Call back about the budget",
            "Meet the decision maker", "Answer the security questions", "Agree on the contract");
    static final List<String> LOSS_REASONS = List.of("Budget was cut", "Chose a competitor", "No decision", "Missing feature");
    static final List<String> WIN_REASONS = List.of("Best fit for their process", "Fast answer and fair price", "Recommended by a customer");

    private Vocabulary() {
    }
}
