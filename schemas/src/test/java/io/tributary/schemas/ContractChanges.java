package io.tributary.schemas;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.avro.LogicalType;
import org.apache.avro.Schema;

/**
 * What Avro's own compatibility check lets pass although it changes what kept bytes mean: another logical type, scale or
 * precision (the number is read as something else), a dropped enum symbol (it silently becomes the default).
 */
final class ContractChanges {
  private final List<String> found = new ArrayList<>();
  private final Set<String> seen = new HashSet<>();

  private ContractChanges() {}

  static List<String> between(Schema current, Schema earlier) {
    ContractChanges changes = new ContractChanges();
    changes.compare(current, earlier, "");
    return changes.found;
  }

  private void compare(Schema current, Schema earlier, String path) {
    LogicalType now = current.getLogicalType();
    LogicalType before = earlier.getLogicalType();
    if (current.getType() == earlier.getType() && !Objects.equals(now, before)) {
      found.add(path + " was " + told(before) + " and is " + told(now) + ": old bytes would be read as another value");
    }
    if (current.getType() != earlier.getType()) {
      return;
    }
    switch (current.getType()) {
      case RECORD -> records(current, earlier, path);
      case ENUM -> symbols(current, earlier, path);
      case ARRAY -> compare(current.getElementType(), earlier.getElementType(), path + "[]");
      case MAP -> compare(current.getValueType(), earlier.getValueType(), path + "{}");
      case UNION -> branches(current, earlier, path);
      default -> {
        // Other types have no parts.
      }
    }
  }

  private void records(Schema current, Schema earlier, String path) {
    if (!seen.add(current.getFullName() + path)) {
      return;
    }
    for (Schema.Field field : current.getFields()) {
      Schema.Field before = earlier.getField(field.name());
      if (before != null) {
        compare(field.schema(), before.schema(), path + "/" + field.name());
      }
    }
  }

  private void symbols(Schema current, Schema earlier, String path) {
    for (String symbol : earlier.getEnumSymbols()) {
      if (!current.hasEnumSymbol(symbol)) {
        found.add(path + " lost the symbol " + symbol + ": old values would silently become the default");
      }
    }
  }

  private void branches(Schema current, Schema earlier, String path) {
    for (Schema branch : current.getTypes()) {
      for (Schema before : earlier.getTypes()) {
        if (branch.getType() == before.getType() && branch.getFullName().equals(before.getFullName())) {
          compare(branch, before, path);
        }
      }
    }
  }

  private static String told(LogicalType type) {
    return type == null ? "plain" : type.addToSchema(carrier(type)).toString();
  }

  private static Schema carrier(LogicalType type) {
    return Schema.create(type.getName().equals("decimal") ? Schema.Type.BYTES : Schema.Type.LONG);
  }
}
