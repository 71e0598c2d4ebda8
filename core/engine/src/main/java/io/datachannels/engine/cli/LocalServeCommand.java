package io.datachannels.engine.cli;

import io.datachannels.engine.json.JsonText;
import io.datachannels.engine.json.Records;
import io.datachannels.engine.local.LocalServices;
import io.datachannels.spi.JobFailure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code datax local serve}: runs the local services until it is stopped. */
@Command(
        name = "serve",
        description = {
            "Runs the local services on loopback until it is stopped.",
            "The first line of output is JSON with their endpoints. Access key id and secret are both \"local\"; any Tablestore instance name will do; MaxCompute has the project \"local\"."
        },
        mixinStandardHelpOptions = true)
final class LocalServeCommand implements Callable<Integer> {
    private final Installation installation;

    @Mixin
    private LocalFolder folder;

    @Option(
            names = "--tablestore-port",
            paramLabel = "N",
            defaultValue = "0",
            description = "0 (default) picks a free one.")
    private int tablestorePort;

    @Option(names = "--oss-port", paramLabel = "N", defaultValue = "0", description = "0 (default) picks a free one.")
    private int ossPort;

    @Option(
            names = "--maxcompute-port",
            paramLabel = "N",
            defaultValue = "0",
            description = "0 (default) picks a free one. The tunnel is there too.")
    private int maxComputePort;

    @Option(
            names = "--kafka-port",
            paramLabel = "N",
            description = "Run a Kafka broker as well; 0 picks a free port. It takes a second to start and 200 MB.")
    private Integer kafkaPort;

    @Option(
            names = "--fault",
            paramLabel = "SERVICE:OPERATION:KIND[,after=N][,every=N][,times=N][,millis=N]",
            description = {
                "How a service shall misbehave, to see what a job does then; may be repeated.",
                "KIND: latency, throttle, error, drop, lose-answer, truncate, refuse-row, corrupt, expire, short;"
                        + " OPERATION: * for every one.",
                "For example oss:UploadPart:error,every=5"
            })
    private List<String> faults = new ArrayList<>();

    LocalServeCommand(Installation installation) {
        this.installation = installation;
    }

    @Override
    public Integer call() throws InterruptedException {
        Map<String, Integer> ports = new LinkedHashMap<>();
        ports.put("tablestore", tablestorePort);
        ports.put("oss", ossPort);
        ports.put("maxcompute", maxComputePort);
        if (kafkaPort != null) {
            ports.put("kafka", kafkaPort);
        }
        Map<String, List<String>> told = faultsByService(ports.keySet());
        LocalServices services = new LocalServices(installation.plugins(), folder.of(installation), ports, told);
        try {
            Map<String, Object> endpoints = new LinkedHashMap<>();
            for (String name : ports.keySet()) {
                String endpoint = services.named(name).endpoint().toString();
                endpoints.put(name, Map.of("endpoint", endpoint));
            }
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(services), "stop"));
            System.out.println(JsonText.compact(Records.toJson(endpoints)));
            System.out.flush();
            new CountDownLatch(1).await();
            return 0;
        } finally {
            services.close();
        }
    }

    /** To be told to stop is how this command ends well: exit code 0, in place of the 143 that Java gives. */
    private static void stop(LocalServices services) {
        services.close();
        Runtime.getRuntime().halt(0);
    }

    private Map<String, List<String>> faultsByService(Set<String> services) {
        Map<String, List<String>> byService = new LinkedHashMap<>();
        for (String fault : faults) {
            int colon = fault.indexOf(':');
            if (colon < 1 || !services.contains(fault.substring(0, colon))) {
                throw new JobFailure(
                        "--fault " + fault + " names no service",
                        "The services are " + String.join(", ", services)
                                + "; write it as oss:UploadPart:error,every=5.");
            }
            byService
                    .computeIfAbsent(fault.substring(0, colon), name -> new ArrayList<>())
                    .add(fault.substring(colon + 1));
        }
        return byService;
    }
}
