package dev.streamviewer.gateway.http;

import dev.streamviewer.platform.crypto.Sha2;
import java.util.Base64;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Sources of the content security policy for the script and the styles within the entry page, which
 * need no further round trip before the first paint. Each is allowed by its digest; no other inline
 * code runs.
 *
 * @param scripts preceded by a space each, as is
 * @param styles likewise
 */
public record InlineSources(String scripts, String styles) {
  /** Tags with attributes name files. */
  private static final Pattern SCRIPT = Pattern.compile("<script>(.*?)</script>", Pattern.DOTALL);

  private static final Pattern STYLE = Pattern.compile("<style>(.*?)</style>", Pattern.DOTALL);

  /** Digests what is within an entry page; an empty one has nothing. */
  public static InlineSources of(String entryPage) {
    return new InlineSources(digests(SCRIPT, entryPage), digests(STYLE, entryPage));
  }

  private static String digests(Pattern tag, String page) {
    return tag.matcher(page)
        .results()
        .map(found -> " 'sha256-%s'".formatted(digest(found.group(1))))
        .collect(Collectors.joining());
  }

  private static String digest(String content) {
    return Base64.getEncoder().encodeToString(Sha2.sha256(content));
  }
}
