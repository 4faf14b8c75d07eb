package crm.gateway.limits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import crm.gateway.GatewayConfig;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** How many requests one user or one address may send. Each method answers 0, or the seconds to wait. */
@ApplicationScoped
public class RequestRates {

    private final GatewayConfig.Rates rates;
    private final Cache<String, Bucket> users;
    private final Cache<String, Bucket> addresses;
    private final Cache<String, Bucket> visitors;

    public RequestRates(GatewayConfig config) {
        this.rates = config.rates();
        this.users = buckets();
        this.addresses = buckets();
        this.visitors = buckets();
    }

    public long ofUser(String login) {
        return take(users.get(login, name -> bucket(rates.userBurst(), rates.userPerSecond(), Duration.ofSeconds(1))));
    }

    /** Of an address that has not shown yet who it is. */
    public long ofAddress(String address) {
        return take(addresses.get(address,
                name -> bucket(rates.addressBurst(), rates.addressPerSecond(), Duration.ofSeconds(1))));
    }

    /** Of an address that uses what is open to the public. */
    public long ofVisitor(String address) {
        return take(visitors.get(address,
                name -> bucket(rates.publicPerMinute(), rates.publicPerMinute(), Duration.ofMinutes(1))));
    }

    private static long take(Bucket bucket) {
        if (bucket.tryConsume(1)) {
            return 0;
        }
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
        return probe.isConsumed() ? 0 : TimeUnit.NANOSECONDS.toSeconds(probe.getNanosToWaitForRefill()) + 1;
    }

    private static Bucket bucket(long burst, long refill, Duration period) {
        return Bucket.builder().addLimit(limit -> limit.capacity(burst).refillGreedy(refill, period)).build();
    }

    /** A bucket that was not used for ten minutes is full again and need not be kept. */
    private Cache<String, Bucket> buckets() {
        return Caffeine.newBuilder().maximumSize(rates.counted()).expireAfterAccess(Duration.ofMinutes(10)).build();
    }
}
