package crm.leads.lead;

/** How promising somebody finds a lead. */
public enum Rating {
    HOT, WARM, COLD
}
