package io.datachannels.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page of {@code docs/}. What is made of the code stands in it between {@code <!-- NAME -->} and {@code <!-- end -->}; with {@code
 * -Dpages.update} it is written there, without it must be there.
 */
final class Page {
    private static final boolean UPDATE = System.getProperty("pages.update") != null;
    private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:)([^)#]+)(#[^)]*)?\\)");
    private static final Pattern JSON = Pattern.compile("```json\n(.*?)```", Pattern.DOTALL);

    private final Path file;

    Page(Path file) {
        assertThat(file).exists();
        this.file = file;
    }

    String text() {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The JSON in the page. */
    List<String> examples() {
        return JSON.matcher(text()).results().map(each -> each.group(1)).toList();
    }

    void hasBetweenItsMarkers(String name, String made) {
        Pattern marked = Pattern.compile("(<!-- " + Pattern.quote(name) + " -->\n).*?(<!-- end -->)", Pattern.DOTALL);
        Matcher place = marked.matcher(text());
        assertThat(place.find())
                .as("<!-- %s --> … <!-- end --> in %s", name, file)
                .isTrue();
        if (UPDATE) {
            write(place.replaceFirst("$1" + Matcher.quoteReplacement("\n" + made + "\n") + "$2"));
        }
        assertThat(text())
                .as("%s is not up to date; write it anew with -Dpages.update", file)
                .contains("<!-- " + name + " -->\n\n" + made + "\n<!-- end -->");
    }

    void hasSections(List<String> titles) {
        assertThat(text().lines().filter(each -> each.startsWith("## ")).map(each -> each.substring(3)))
                .as(file.toString())
                .containsSubsequence(titles);
    }

    void linksToWhatIsThere() {
        LINK.matcher(text())
                .results()
                .forEach(each -> assertThat(file.resolveSibling(each.group(1)))
                        .as("link in %s", file)
                        .exists());
    }

    private void write(String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
