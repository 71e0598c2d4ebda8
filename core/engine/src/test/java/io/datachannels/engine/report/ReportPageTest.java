package io.datachannels.engine.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.datachannels.engine.json.JsonReader;
import io.datachannels.engine.json.JsonText;
import io.datachannels.engine.json.Records;
import io.datachannels.engine.run.RunReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ReportPageTest {
    static Stream<Arguments> reports() {
        return Stream.of(
                Arguments.of("one-split", SampleReports.oneSplit()),
                Arguments.of("12-splits", SampleReports.manySplits(12, 4)),
                Arguments.of("500-splits", SampleReports.manySplits(500, 8)),
                Arguments.of("5000-splits", SampleReports.manySplits(5000, 8)),
                Arguments.of("200-channels", SampleReports.manySplits(3000, 200)),
                Arguments.of("failed", SampleReports.failed()),
                Arguments.of("stopped", SampleReports.stopped()),
                Arguments.of("nothing", SampleReports.nothing()));
    }

    private static String html(RunReport report) {
        return new ReportPage(report, ZoneOffset.UTC).html();
    }

    /** The pages stay in the build folder, to be looked at. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("reports")
    void isSmallWellFormedAndNeedsNothingElse(String name, RunReport report) throws IOException {
        String html = html(report);
        Path folder = Files.createDirectories(Path.of("target", "report-pages"));
        Files.writeString(folder.resolve(name + ".html"), html);
        assertThat(html).hasSizeLessThan(350_000);
        assertThat(html.replace("https://oss-cn-hangzhou.aliyuncs.com", ""))
                .doesNotContainPattern("https?:")
                .doesNotContain("<script", "<link", "url(", "@import", "src=", "href=")
                .doesNotContain("NaN", "Infinity", "null</");
        assertBalanced(html);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("reports")
    void theReportComesBackFromItsFile(String name, RunReport report) {
        String text = JsonText.pretty(Records.toJson(report));
        assertThat(Records.fromJson(RunReport.class, JsonReader.read(text))).isEqualTo(report);
    }

    @Test
    void showsEveryAttemptOfAFailedJobWithItsReason() {
        String html = html(SampleReports.failed());
        assertThat(bars(html, "done")).isEqualTo(22);
        assertThat(bars(html, "failed")).isEqualTo(1);
        assertThat(bars(html, "stopped")).isEqualTo(3);
        assertThat(html)
                .contains("AccessDenied: &lt;no right&gt;", "<b>What to do:</b> Grant the key", ">failed</span>")
                .contains("orders &amp; &lt;customers&gt;.json");
    }

    @Test
    void slowSplitsAndFailedAttemptsStayVisibleAmongThousands() {
        RunReport report = SampleReports.manySplits(5000, 8);
        String html = html(report);
        assertThat(bars(html, "slow")).isEqualTo(24);
        assertThat(bars(html, "failed")).isEqualTo(13);
        assertThat(bars(html, "done")).isBetween(500L, 1300L);
        assertThat(html).contains("Failed attempts, the first 10 of 13");
    }

    @Test
    void showsTheTenMostFrequentReasons() {
        String html = html(SampleReports.manySplits(12, 4));
        assertThat(html)
                .contains("column c0: &quot;x&quot; is not a &lt;number&gt;", "column c9:")
                .doesNotContain("column c10:");
    }

    @Test
    void aJobThatMovedNothingHasNoCharts() {
        assertThat(html(SampleReports.nothing())).doesNotContain("<svg").contains("there is no table orders");
    }

    @ParameterizedTest
    @CsvSource({"0,0 s", "1500,1.5 s", "100,0.1 s", "59999,60 s", "60000,1:00 min", "3725000,1:02:05 h"})
    void timesAreShort(long millis, String words) {
        assertThat(TimeAxis.words(millis)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({"0,1", "1,1", "1.1,2", "34,40", "51,60", "81,100", "200000,200000"})
    void scalesEndAtRoundNumbers(double most, double top) {
        assertThat(ThroughputChart.round(most)).isEqualTo(top);
    }

    private static long bars(String html, String style) {
        return Pattern.compile("<rect class=\"bar " + style + "\"")
                .matcher(html)
                .results()
                .count();
    }

    private static void assertBalanced(String html) {
        for (String tag :
                new String[] {"svg", "rect", "title", "text", "table", "tr", "td", "div", "p", "span", "h2"}) {
            long opened = matches(html, "<" + tag + "[ >]") - matches(html, "<" + tag + "( [^>]*)?/>");
            assertThat(matches(html, "</" + tag + ">")).as(tag).isEqualTo(opened);
        }
    }

    private static long matches(String html, String pattern) {
        return Pattern.compile(pattern)
                .matcher(html)
                .results()
                .map(MatchResult::group)
                .count();
    }
}
