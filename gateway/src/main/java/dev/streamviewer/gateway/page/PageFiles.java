package dev.streamviewer.gateway.page;

import dev.streamviewer.gateway.config.AssetsUrl;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.FileSystem;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The built page, in memory. The page is small, and no path can reach a file outside this map. */
public record PageFiles(Map<String, PageFile> byPath) {
  private static final Logger log = LoggerFactory.getLogger(PageFiles.class);

  private static final String ENTRY = "/index.html";

  /**
   * Reads a folder of the class path; a build without the page logs a warning and has no files.
   *
   * @param assets the CDN of the files under /assets/, if any
   */
  public static Future<PageFiles> load(
      FileSystem files, String folder, Optional<AssetsUrl> assets) {
    var found = new HashMap<String, Buffer>();
    return files
        .exists(folder + ENTRY)
        .compose(built -> built ? addAll(files, folder, "", found) : missing())
        .onSuccess(done -> assets.ifPresent(cdn -> rewriteEntry(cdn, found)))
        .map(done -> of(found));
  }

  /** Groups the files by path; a compressed file becomes a coding of its original. */
  private static PageFiles of(Map<String, Buffer> found) {
    var byPath = new HashMap<String, PageFile>();
    found.forEach(
        (path, content) -> {
          if (!isCompressed(path, found)) {
            byPath.put(path, PageFile.of(path, content, coded(path, found)));
          }
        });
    return new PageFiles(Map.copyOf(byPath));
  }

  private static boolean isCompressed(String path, Map<String, Buffer> found) {
    return ContentCoding.BY_ENDING.keySet().stream()
        .filter(path::endsWith)
        .anyMatch(it -> found.containsKey(path.substring(0, path.length() - it.length())));
  }

  private static Map<String, Buffer> coded(String path, Map<String, Buffer> found) {
    var coded = new HashMap<String, Buffer>();
    ContentCoding.BY_ENDING.forEach(
        (ending, coding) -> {
          var content = found.get(path + ending);
          if (content != null) {
            coded.put(coding, content);
          }
        });
    return coded;
  }

  /** Rewrites the entry page, and drops the compressed forms of the original. */
  private static void rewriteEntry(AssetsUrl assets, Map<String, Buffer> found) {
    found.computeIfPresent(
        ENTRY, (path, entry) -> EntryPage.pointingTo(assets, entry, Map.copyOf(found)));
    ContentCoding.BY_ENDING.keySet().forEach(ending -> found.remove(ENTRY + ending));
  }

  /** Returns the text of the entry page; empty in a build without the page. */
  public String entryPage() {
    return find(ENTRY).map(page -> page.content().toString()).orElse("");
  }

  Optional<PageFile> find(String path) {
    return Optional.ofNullable(byPath.get(path.equals("/") ? ENTRY : path));
  }

  private static Future<Void> missing() {
    log.warn(
        "This build serves only the API, without the page: it was built with -Dpage.skip=true");
    return Future.succeededFuture();
  }

  private static Future<Void> addAll(
      FileSystem files, String folder, String prefix, Map<String, Buffer> found) {
    return files
        .readDir(folder)
        .compose(
            paths ->
                Future.all(paths.stream().map(it -> addPath(files, it, prefix, found)).toList())
                    .mapEmpty());
  }

  private static Future<Void> addPath(
      FileSystem files, String file, String prefix, Map<String, Buffer> found) {
    var path = prefix + file.substring(file.replace('\\', '/').lastIndexOf('/')).replace('\\', '/');
    return files
        .props(file)
        .compose(
            it ->
                it.isDirectory()
                    ? addAll(files, file, path, found)
                    : files
                        .readFile(file)
                        .onSuccess(content -> found.put(path, content))
                        .mapEmpty());
  }
}
