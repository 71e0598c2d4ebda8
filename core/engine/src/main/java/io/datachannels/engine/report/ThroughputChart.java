package io.datachannels.engine.report;

import io.datachannels.engine.run.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.function.ToLongFunction;

/** What was read a second, over time: an area for one quantity. */
final class ThroughputChart {
    private static final int HEIGHT = 150;
    private static final int TOP = 12;
    private static final int BOTTOM = 124;
    private static final int MOST_POINTS = 150;

    private final List<Sample> samples;
    private final TimeAxis axis;

    /** @param samples two or more */
    ThroughputChart(List<Sample> samples, TimeAxis axis) {
        this.samples = thinned(samples);
        this.axis = axis;
    }

    /** @param words says a rate, with its unit */
    String draw(String label, String style, ToLongFunction<Sample> quantity, DoubleFunction<String> words) {
        double[] rates = new double[samples.size() - 1];
        double most = 0;
        for (int i = 0; i < rates.length; i++) {
            Sample before = samples.get(i);
            Sample after = samples.get(i + 1);
            double seconds = Math.max(1, after.millis() - before.millis()) / 1000.0;
            rates[i] = Math.max(0, quantity.applyAsLong(after) - quantity.applyAsLong(before)) / seconds;
            most = Math.max(most, rates[i]);
        }
        double top = round(most);
        Svg svg = new Svg(HEIGHT, label + " over time");
        for (int i = 0; i <= 2; i++) {
            double y = BOTTOM - (BOTTOM - TOP) * i / 2.0;
            svg.line("grid", axis.left(), y, axis.right(), y);
            svg.label(axis.left() - 8, y + 4, "end", words.apply(top * i / 2));
        }
        axis.draw(svg, TOP, BOTTOM);
        svg.path("area " + style, area(rates, top));
        for (int i = 0; i < rates.length; i++) {
            double x = axis.x(samples.get(i).millis());
            double width = axis.x(samples.get(i + 1).millis()) - x;
            String time = TimeAxis.words(samples.get(i).millis()) + " to "
                    + TimeAxis.words(samples.get(i + 1).millis());
            svg.rectangle("hover", x, TOP, width, BOTTOM - TOP, words.apply(rates[i]) + ", " + time);
        }
        return svg.end();
    }

    private String area(double[] rates, double top) {
        StringBuilder points = new StringBuilder();
        points.append('M')
                .append(Svg.n(axis.x(samples.get(0).millis())))
                .append(' ')
                .append(BOTTOM);
        for (int i = 0; i < rates.length; i++) {
            points.append('V').append(Svg.n(BOTTOM - (BOTTOM - TOP) * rates[i] / top));
            points.append('H').append(Svg.n(axis.x(samples.get(i + 1).millis())));
        }
        return points.append('V').append(BOTTOM).append('Z').toString();
    }

    /** The next number up that begins with 1, 2, 3, 4, 6 or 8 and has zeros behind. */
    static double round(double most) {
        if (most <= 0) {
            return 1;
        }
        double power = Math.pow(10, Math.floor(Math.log10(most)));
        for (double each : new double[] {1, 2, 3, 4, 6, 8}) {
            if (most <= each * power * (1 + 1e-9)) {
                return each * power;
            }
        }
        return 10 * power;
    }

    private static List<Sample> thinned(List<Sample> samples) {
        int step = (samples.size() + MOST_POINTS - 1) / MOST_POINTS;
        List<Sample> kept = new ArrayList<>();
        for (int i = 0; i < samples.size() - 1; i += step) {
            kept.add(samples.get(i));
        }
        kept.add(samples.get(samples.size() - 1));
        return kept;
    }
}
