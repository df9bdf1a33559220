package io.tributary.topologies;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.tributary.topologies.kernel.Decider;
import java.util.HashSet;
import java.util.Set;

/** The deciders, and every class of ours that they need, directly or not: they need not be listed to be watched. */
final class PureModel extends DescribedPredicate<JavaClass> {
  private static final String OURS = "io.tributary.topologies";

  private final Set<String> names = new HashSet<>();

  PureModel() {
    super("belong to the pure model");
    for (JavaClass type : new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests()).importPackages(OURS)) {
      if (!type.isInterface() && type.isAssignableTo(Decider.class)) {
        names.add(type.getName());
        type.getTransitiveDependenciesFromSelf().stream()
            .map(Dependency::getTargetClass)
            .map(JavaClass::getName)
            .filter(name -> name.startsWith(OURS))
            .forEach(names::add);
      }
    }
  }

  @Override
  public boolean test(JavaClass type) {
    return names.contains(type.getName());
  }
}
