package dev.streamviewer.platform.config;

import io.vertx.config.ConfigRetriever;
import io.vertx.config.ConfigRetrieverOptions;
import io.vertx.config.ConfigStoreOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The sources of variables: a YAML file, overridden by the environment. Defaults are in the code.
 */
public final class ConfigurationSources {
  private static final String DEFAULT_FILE = "config.yaml";

  private ConfigurationSources() {}

  /**
   * Reads all sources once.
   *
   * @param environment the variables with the highest priority, usually {@link System#getenv()}
   */
  public static Future<Settings> load(Vertx vertx, Map<String, String> environment) {
    var file = environment.get("SEV_CONFIG");
    if (file != null && !Files.isReadable(Path.of(file))) {
      return Future.failedFuture(
          new ConfigurationException(
              List.of("SEV_CONFIG is \"%s\", which cannot be read".formatted(file))));
    }
    var options = new ConfigRetrieverOptions().setIncludeDefaultStores(false).setScanPeriod(-1);
    if (file != null || Files.isReadable(Path.of(DEFAULT_FILE))) {
      options.addStore(yaml(file == null ? DEFAULT_FILE : file));
    }
    options.addStore(new ConfigStoreOptions().setType("json").setConfig(asJson(environment)));
    var retriever = ConfigRetriever.create(vertx, options);
    return retriever
        .getConfig()
        .map(Settings::new)
        .recover(failure -> Future.failedFuture(notYaml(file, failure)))
        .eventually(retriever::close);
  }

  private static ConfigStoreOptions yaml(String file) {
    return new ConfigStoreOptions()
        .setType("file")
        .setFormat("yaml")
        .setConfig(new JsonObject().put("path", file));
  }

  private static JsonObject asJson(Map<String, String> environment) {
    var json = new JsonObject();
    environment.forEach(json::put);
    return json;
  }

  private static ConfigurationException notYaml(String file, Throwable failure) {
    return new ConfigurationException(
        List.of(
            "%s is not a YAML file of NAME: value lines (%s)"
                .formatted(file == null ? DEFAULT_FILE : file, failure.getMessage())));
  }
}
