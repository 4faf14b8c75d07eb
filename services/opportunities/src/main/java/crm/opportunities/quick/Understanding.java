package crm.opportunities.quick;

import java.util.List;

/** What a sentence was taken to say; with questions, nothing of it is sure. */
record Understanding(List<Part> parts, List<Question> questions) {}
