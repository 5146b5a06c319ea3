package dev.streamviewer.gateway.page;

import dev.streamviewer.gateway.config.AssetsUrl;
import dev.streamviewer.platform.crypto.Sha2;
import io.vertx.core.buffer.Buffer;
import java.util.Base64;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Rewrites the entry page for assets at a CDN. Where the browser can check a file, the tag also
 * gets the digest (Subresource Integrity). All other files use relative references, so only the
 * entry page changes.
 */
final class EntryPage {
  private static final Pattern TAG = Pattern.compile("<(script|link)\\b[^>]*>");
  private static final Pattern FILE = Pattern.compile("(src|href)=\"\\.?(/assets/[^\"]+)\"");

  private EntryPage() {}

  /**
   * Rewrites the entry page.
   *
   * @param files the files to digest, by path
   */
  static Buffer pointingTo(AssetsUrl assets, Buffer entry, Map<String, Buffer> files) {
    var text = entry.toString();
    return Buffer.buffer(TAG.matcher(text).replaceAll(tag -> rewritten(tag, assets, files)));
  }

  private static String rewritten(MatchResult tag, AssetsUrl assets, Map<String, Buffer> files) {
    // Browsers check only files fetched by CORS; the build marks their tags.
    var checked = tag.group().contains(" crossorigin");
    var rewritten =
        FILE.matcher(tag.group())
            .replaceAll(
                file -> {
                  var path = file.group(2);
                  var attribute = "%s=\"%s\"".formatted(file.group(1), assets.of(path));
                  return checked && files.containsKey(path)
                      ? "%s integrity=\"%s\"".formatted(attribute, digest(files.get(path)))
                      : attribute;
                });
    return Matcher.quoteReplacement(rewritten);
  }

  private static String digest(Buffer content) {
    return "sha384-" + Base64.getEncoder().encodeToString(Sha2.sha384(content.getBytes()));
  }
}
