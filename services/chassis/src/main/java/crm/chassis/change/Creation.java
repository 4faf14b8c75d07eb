package crm.chassis.change;

/** How somebody wants a record created. */
public record Creation(boolean allowDuplicate) {

    public static final Creation PLAIN = new Creation(false);
}
