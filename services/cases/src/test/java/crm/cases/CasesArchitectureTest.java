package crm.cases;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "crm.cases", importOptions = DoNotIncludeTests.class)
class CasesArchitectureTest {

    @ArchTest
    static final ArchRule ofTheHouseItKnowsTheChassisAndTheContractsOnly = noClasses().should().dependOnClassesThat(
            resideInAPackage("crm..").and(not(resideInAnyPackage("crm.cases..", "crm.chassis..", "crm.contracts.."))));

    @ArchTest
    static final ArchRule onlyIntegrationKnowsWireFormats = noClasses().that().resideOutsideOfPackage("crm.cases.integration..")
            .should().dependOnClassesThat().resideInAPackage("crm.contracts..");

    @ArchTest
    static final ArchRule nobodyBlocksForADatabase = noClasses().should().dependOnClassesThat().resideInAnyPackage("java.sql..", "javax.sql..");

    @ArchTest
    static final ArchRule timeComesFromTheClock = noClasses().should().callMethod(java.time.Instant.class, "now")
            .orShould().callMethod(java.time.LocalDate.class, "now").orShould().callMethod(System.class, "currentTimeMillis");
}
