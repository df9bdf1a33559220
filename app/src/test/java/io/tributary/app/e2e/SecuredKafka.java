package io.tributary.app.e2e;

import io.tributary.embedded.EmbeddedBroker;
import io.tributary.embedded.FreePorts;
import io.tributary.embedded.SecureListener;
import io.tributary.schemas.KafkaAccess;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.yaml.snakeyaml.Yaml;

/** A broker as Strimzi would run it from deploy/strimzi: its topics, its users with their rights, TLS, and no other way in. */
final class SecuredKafka implements AutoCloseable {
  private static final Path MANIFESTS = Path.of("../deploy/strimzi");
  private static final String PASSWORD = "not-to-be-logged-";

  private final Path directory;
  private final SecureListener door;
  private final EmbeddedBroker broker;

  private SecuredKafka(Path directory, SecureListener door, EmbeddedBroker broker) {
    this.directory = directory;
    this.door = door;
    this.broker = broker;
  }

  /** @param partitions instead of the manifests' */
  static SecuredKafka start(Path directory, int partitions) throws Exception {
    Path keys = directory.resolve("broker.p12");
    run(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair", "-alias", "broker",
        "-keyalg", "EC", "-groupname", "secp256r1", "-dname", "CN=localhost", "-ext", "san=dns:localhost", "-validity", "2",
        "-storetype", "PKCS12", "-keystore", keys.toString(), "-storepass", PASSWORD);
    KeyStore store = KeyStore.getInstance(keys.toFile(), PASSWORD.toCharArray());
    String encoded = Base64.getMimeEncoder().encodeToString(store.getCertificate("broker").getEncoded());
    Files.writeString(directory.resolve("ca.crt"), "-----BEGIN CERTIFICATE-----\n" + encoded + "\n-----END CERTIFICATE-----\n");
    SecureListener door = new SecureListener(FreePorts.next(), keys, PASSWORD);
    SecuredKafka kafka = new SecuredKafka(directory, door, EmbeddedBroker.temporary(door));
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.broker.bootstrapServers()))) {
      kafka.prepare(admin, partitions);
    }
    return kafka;
  }

  private static void run(String... command) throws Exception {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes());
    if (process.waitFor() != 0) {
      throw new AssertionError(said);
    }
  }

  /** As a role gets in: by the file that its pod has, with its own user's secret beside it. */
  KafkaAccess access(String user) throws Exception {
    return access(user, PASSWORD + user);
  }

  KafkaAccess access(String user, String password) throws Exception {
    Path own = Files.createDirectories(directory.resolve(user));
    Files.copy(directory.resolve("ca.crt"), own.resolve("ca.crt"), StandardCopyOption.REPLACE_EXISTING);
    Files.writeString(own.resolve("sasl.jaas.config"), ("org.apache.kafka.common.security.scram.ScramLoginModule required "
        + "username=\"%s\" password=\"%s\";").formatted(user, password));
    Map<String, Object> config = documents("config.yaml").stream()
        .filter(one -> name(one).equals("tributary-kafka")).findFirst().orElseThrow();
    Properties properties = new Properties();
    properties.load(new StringReader(
        map(config.get("data")).get("kafka.properties").toString().replace("/etc/tributary/kafka", own.toString())));
    Map<String, String> given = new HashMap<>();
    properties.stringPropertyNames().forEach(key -> given.put(key, properties.getProperty(key)));
    return KafkaAccess.of(door.servers(), given);
  }

  /** Part of every password here, and of nothing else. */
  String secret() {
    return PASSWORD;
  }

  private static void prepare(Admin admin, int partitions) throws Exception {
    admin.createTopics(documents("topics.yaml").stream().map(topic -> newTopic(topic, partitions)).toList()).all().get();
    List<AclBinding> rights = new ArrayList<>();
    for (Map<String, Object> user : documents("users.yaml")) {
      admin.alterUserScramCredentials(List.of(new UserScramCredentialUpsertion(
          name(user), new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096), PASSWORD + name(user)))).all().get();
      Object acls = map(map(user.get("spec")).get("authorization")).get("acls");
      ((Collection<?>) acls).forEach(acl -> rights.addAll(bindings(name(user), map(acl))));
    }
    admin.createAcls(rights).all().get();
  }

  private static NewTopic newTopic(Map<String, Object> manifest, int partitions) {
    Map<String, Object> spec = map(manifest.get("spec"));
    Map<String, String> configs = new HashMap<>();
    map(spec.get("config")).forEach((key, value) -> configs.put(key, value.toString()));
    int wanted = Math.min(partitions, (Integer) spec.get("partitions"));
    return new NewTopic(name(manifest), wanted, (short) 1).configs(configs);
  }

  private static List<AclBinding> bindings(String user, Map<String, Object> acl) {
    Map<String, Object> resource = map(acl.get("resource"));
    ResourceType type = switch (resource.get("type").toString()) {
      case "topic" -> ResourceType.TOPIC;
      case "group" -> ResourceType.GROUP;
      case "transactionalId" -> ResourceType.TRANSACTIONAL_ID;
      default -> throw new AssertionError(resource);
    };
    PatternType pattern = "prefix".equals(resource.get("patternType")) ? PatternType.PREFIXED : PatternType.LITERAL;
    ResourcePattern on = new ResourcePattern(type, resource.get("name").toString(), pattern);
    return ((Collection<?>) acl.get("operations")).stream()
        .map(operation -> new AclBinding(on, new AccessControlEntry(
            "User:" + user, "*", operation(operation.toString()), AclPermissionType.ALLOW)))
        .toList();
  }

  private static AclOperation operation(String name) {
    return Stream.of(AclOperation.values())
        .filter(one -> one.name().replace("_", "").equalsIgnoreCase(name)).findFirst().orElseThrow();
  }

  private static List<Map<String, Object>> documents(String file) {
    try (Stream<String> lines = Files.lines(MANIFESTS.resolve(file))) {
      String text = String.join("\n", lines.toList());
      return StreamSupport.stream(new Yaml().loadAll(text).spliterator(), false).map(SecuredKafka::map).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String name(Map<String, Object> manifest) {
    return map(manifest.get("metadata")).get("name").toString();
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(Object value) {
    return (Map<String, Object>) value;
  }

  @Override
  public void close() {
    broker.close();
  }
}
