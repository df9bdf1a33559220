package io.tributary.app.cli;

import io.tributary.api.auth.CallerRole;
import io.tributary.api.auth.Tokens;
import io.tributary.app.instance.Instance;
import io.tributary.app.orders.TenantDirectory;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code tributary token}. */
@Command(
    name = "token",
    description = "Prints a bearer token for the running instance.",
    footer = {
      "",
      "Examples:",
      "  tributary token                               the operator's: any tenant",
      "  tributary token --tenant acme.example         the owner's of one tenant",
      "  tributary token --secrets DIR --url URL       of a platform that `tributary serve` runs",
      "  curl -H \"Authorization: Bearer $(tributary token)\" localhost:8080/api/tenants"
    })
final class TokenCommand implements Runnable {
  @Mixin
  private InstanceOptions options;

  @Option(names = "--tenant", paramLabel = "T", description = "The tenant it is for: id, domain or name.")
  private @Nullable String tenant;

  @Option(
      names = "--role",
      paramLabel = "R",
      description = "${COMPLETION-CANDIDATES} (default: owner with a tenant, platform without).",
      completionCandidates = Roles.class)
  private @Nullable CallerRole role;

  @Option(
      names = "--ttl",
      paramLabel = "TIME",
      defaultValue = "12h",
      converter = TimeConverter.class,
      description = "How long it is valid: a number with s, m, h or d (default: ${DEFAULT-VALUE}).")
  private Duration ttl;

  @Spec
  private CommandSpec spec;

  /** The roles as help shows them. */
  static final class Roles extends java.util.ArrayList<String> {
    private static final long serialVersionUID = 1L;

    Roles() {
      for (CallerRole role : CallerRole.values()) {
        add(role.name().toLowerCase(Locale.ROOT));
      }
    }
  }

  @Override
  public void run() {
    CallerRole effective = Objects.requireNonNullElse(role, tenant == null ? CallerRole.PLATFORM : CallerRole.OWNER);
    if (effective == CallerRole.PLATFORM && tenant != null) {
      throw new ParameterException(spec.commandLine(), "The role platform is for no tenant: leave --tenant or --role out.");
    }
    if (effective != CallerRole.PLATFORM && tenant == null) {
      throw new ParameterException(spec.commandLine(),
          "The role " + effective.name().toLowerCase(Locale.ROOT) + " is for one tenant: name it with --tenant.");
    }
    Instance instance = options.instance();
    InstanceEndpoint endpoint = new InstanceEndpoint(instance, "cli");
    UUID tenantId = tenant == null ? null : TenantDirectory.find(endpoint, tenant);
    Tokens tokens = new Tokens(instance.secrets().token());
    spec.commandLine().getOut().println(tokens.mint("cli", tenantId, effective, ttl));
  }
}
