package crm.opportunities;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "crm.opportunities", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule ofTheHouseItKnowsTheChassisTheContractsAndLearningOnly = noClasses().should().dependOnClassesThat(
            resideInAPackage("crm..").and(not(resideInAnyPackage("crm.opportunities..", "crm.chassis..", "crm.contracts..", "crm.learning.."))));

    @ArchTest
    static final ArchRule onlyIntegrationKnowsWireFormats = noClasses().that().resideOutsideOfPackage("crm.opportunities.integration..")
            .should().dependOnClassesThat().resideInAPackage("crm.contracts..");

    @ArchTest
    static final ArchRule nobodyBlocksForADatabase = noClasses().should().dependOnClassesThat().resideInAnyPackage("java.sql..", "javax.sql..");
}
