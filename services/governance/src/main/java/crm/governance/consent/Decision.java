package crm.governance.consent;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Whether somebody may be addressed. Of each basis the newest word counts, be it about this channel or about any; one
 * basis that holds is enough.
 *
 * @param by the standing that decides; null where nothing is on record
 */
record Decision(boolean allowed, Standing by, String reason) {

    static Decision of(Collection<Standing> standings, String purpose, Channel channel, Instant now) {
        Map<LawfulBasis, Standing> newest = new LinkedHashMap<>();
        standings.stream()
                .filter(standing -> standing.purpose().equals(purpose))
                .filter(standing -> standing.channel() == channel || standing.channel() == Channel.ANY)
                .sorted(Comparator.comparingLong(Standing::number))
                .forEach(standing -> newest.put(standing.basis(), standing));
        Comparator<Standing> latest = Comparator.comparingLong(Standing::number);
        return newest.values().stream().filter(standing -> standing.isGivenAt(now)).max(latest)
                .map(standing -> new Decision(true, standing, "It is given on the basis " + standing.basis() + "."))
                .or(() -> newest.values().stream().max(latest).map(standing -> new Decision(false, standing, denial(standing))))
                .orElseGet(() -> new Decision(false, null, "Nothing is on record for this purpose and channel."));
    }

    private static String denial(Standing standing) {
        return standing.state() == State.WITHDRAWN ? "It was withdrawn at " + standing.at() + "." : "It ended at " + standing.validUntil() + ".";
    }
}
