package dev.streamviewer.sandbox;

import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.Map;
import java.util.stream.Collectors;

/** The parameters of a URL, decoded. */
public final class UrlParameters {
  private UrlParameters() {}

  public static Map<String, String> of(String url) {
    return new QueryStringDecoder(url)
        .parameters().entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, parameter -> parameter.getValue().get(0)));
  }
}
