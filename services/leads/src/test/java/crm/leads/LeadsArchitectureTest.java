package crm.leads;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "crm", importOptions = ImportOption.DoNotIncludeTests.class)
class LeadsArchitectureTest {

    @ArchTest
    static final ArchRule LEADS_STAND_ON_THE_CHASSIS_THE_CONTRACTS_AND_LEARNING_ALONE = noClasses()
            .that().resideInAPackage("crm.leads..")
            .should().dependOnClassesThat(resideInAPackage("crm..")
                    .and(not(resideInAnyPackage("crm.leads..", "crm.chassis..", "crm.contracts..", "crm.learning.."))));

    @ArchTest
    static final ArchRule ONLY_THE_INTEGRATION_KNOWS_WIRE_FORMATS = noClasses()
            .that().resideInAPackage("crm.leads..").and().resideOutsideOfPackage("crm.leads.integration..")
            .should().dependOnClassesThat().resideInAPackage("crm.contracts..");

    @ArchTest
    static final ArchRule THE_CHASSIS_AND_THE_CONTRACTS_KNOW_NO_SERVICE = noClasses()
            .that().resideInAnyPackage("crm.chassis..", "crm.contracts..")
            .should().dependOnClassesThat().resideInAPackage("crm.leads..");
}
