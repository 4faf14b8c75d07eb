package crm.campaigns.testing;

import crm.chassis.testing.PlatformParts;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A test of the running service with a database and a virtual host of its own, which all such tests share. */
@QuarkusTest
@WithTestResource(value = PlatformParts.class, initArgs = @ResourceArg(name = "service", value = "campaigns"))
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface CampaignsParts {
}
