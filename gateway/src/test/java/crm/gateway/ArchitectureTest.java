package crm.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "crm.gateway", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule theGatewayKnowsServicesOverTheWireOnly = noClasses().should().dependOnClassesThat()
            .resideInAnyPackage("crm.chassis..", "crm.leads..", "crm.opportunities..", "crm.campaigns..", "crm.cases..",
                    "crm.governance..", "crm.local..");

    @ArchTest
    static final ArchRule itsPartsDoNotDependOnEachOtherInCircles = slices().matching("crm.gateway.(*)..").should()
            .beFreeOfCycles();

    @ArchTest
    static final ArchRule nothingWaitsOnAnEventLoop = noClasses().should()
            .callMethod(io.smallrye.mutiny.groups.UniAwait.class, "indefinitely")
            .orShould().callMethod(Thread.class, "sleep", long.class)
            .orShould().callMethod(java.util.concurrent.CompletableFuture.class, "join");
}
