package crm.leads.routing;

import java.util.Comparator;
import java.util.List;

/**
 * Whose turn it is: start-time fair queueing. Everybody has a moment on a common scale; who has the earliest one is
 * next, and moves on by a step that is the shorter the larger the capacity. Who was away or is new does not catch up:
 * nobody starts earlier than the last turn began.
 */
final class FairTurn {

    /** Divisible by every capacity from 1 to 10, so that shares are exact. */
    static final long SCALE = 2_520;
    static final int MAX_CAPACITY = 10;

    private FairTurn() {}

    /** Somebody who may be next. */
    record Member(String login, int capacity, long turn) {}

    /**
     * Who is next, and how the scale looks after that.
     *
     * @param now where the turn that is taken begins
     * @param next where the next one of this person begins
     */
    record Pick(String login, long now, long next) {}

    /** The next of some people, at least one; of those who are even the first by name. */
    static Pick next(List<Member> members, long now) {
        Member first = members.stream()
                .min(Comparator.comparingLong((Member member) -> Math.max(member.turn(), now)).thenComparing(Member::login)).orElseThrow();
        long start = Math.max(first.turn(), now);
        return new Pick(first.login(), start, start + SCALE / first.capacity());
    }
}
