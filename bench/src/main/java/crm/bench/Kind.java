package crm.bench;

/** What is measured. */
enum Kind {
    CREATE("create a lead"),
    READ("read one"),
    PAGE("page of 50, filtered and sorted");

    private final String words;

    Kind(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }
}
