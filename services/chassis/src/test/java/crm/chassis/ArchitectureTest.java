package crm.chassis;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "crm.chassis", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule partsDoNotGoInCircles = slices().matching("crm.chassis.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule theChassisKnowsNoBusiness = noClasses().should().haveSimpleNameContaining("Lead")
            .orShould().haveSimpleNameContaining("Account").orShould().haveSimpleNameContaining("Contact")
            .orShould().haveSimpleNameContaining("Opportunit").orShould().haveSimpleNameContaining("Campaign")
            .orShould().haveSimpleNameContaining("Case");

    @ArchTest
    static final ArchRule theChassisKnowsNoServiceAndNoContract = noClasses().should().dependOnClassesThat()
            .resideInAnyPackage("crm.leads..", "crm.opportunities..", "crm.campaigns..", "crm.cases..", "crm.governance..", "crm.contracts..",
                    "crm.gateway..", "crm.local..");
}
