package dev.streamviewer.gateway.page;

import dev.streamviewer.gateway.config.AssetsUrl;
import dev.streamviewer.gateway.http.Sha256Digests;
import io.vertx.core.buffer.Buffer;
import java.util.Base64;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The entry of a page whose files are elsewhere: names them there, and, where the browser can check
 * it, with the digest of what it has to find (Subresource Integrity). The build names files from
 * where they are, so the entry is all that has to change.
 */
final class EntryPage {
  private static final Pattern TAG = Pattern.compile("<(script|link)\\b[^>]*>");
  private static final Pattern FILE = Pattern.compile("(src|href)=\"\\.?(/assets/[^\"]+)\"");

  private EntryPage() {}

  /**
   * Writes the entry anew.
   *
   * @param files by path, from which digests are made
   */
  static Buffer pointingTo(AssetsUrl assets, Buffer entry, Map<String, Buffer> files) {
    var text = entry.toString();
    return Buffer.buffer(TAG.matcher(text).replaceAll(tag -> written(tag, assets, files)));
  }

  private static String written(MatchResult tag, AssetsUrl assets, Map<String, Buffer> files) {
    // Only what is fetched by CORS can be checked; the build marks it.
    var checked = tag.group().contains(" crossorigin");
    var written =
        FILE.matcher(tag.group())
            .replaceAll(
                file -> {
                  var path = file.group(2);
                  var named = "%s=\"%s\"".formatted(file.group(1), assets.of(path));
                  return checked && files.containsKey(path)
                      ? "%s integrity=\"%s\"".formatted(named, digest(files.get(path)))
                      : named;
                });
    return Matcher.quoteReplacement(written);
  }

  private static String digest(Buffer content) {
    return "sha384-" + Base64.getEncoder().encodeToString(Sha256Digests.sha384(content));
  }
}
