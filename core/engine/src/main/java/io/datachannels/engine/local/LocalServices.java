package io.datachannels.engine.local;

import io.datachannels.engine.config.JobSpec;
import io.datachannels.engine.config.Keys;
import io.datachannels.engine.config.PluginSpec;
import io.datachannels.engine.json.JsonObject;
import io.datachannels.engine.json.JsonScalar;
import io.datachannels.engine.plugin.Plugins;
import io.datachannels.spi.JobFailure;
import io.datachannels.spi.local.LocalServer;
import io.datachannels.spi.local.LocalService;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

/** The local services that are running in this process, each started when it is first asked for, with their data under one folder. */
public final class LocalServices implements AutoCloseable {
    private final Plugins plugins;
    private final Path folder;
    private final Map<String, Integer> ports;
    private final Map<String, List<String>> faults;
    private final Map<String, LocalServer> running = new LinkedHashMap<>();

    /** On free ports, without faults. */
    public LocalServices(Plugins plugins, Path folder) {
        this(plugins, folder, Map.of(), Map.of());
    }

    /**
     * @param ports by service name; 0 or none picks a free one
     * @param faults by service name
     */
    public LocalServices(Plugins plugins, Path folder, Map<String, Integer> ports, Map<String, List<String>> faults) {
        this.plugins = plugins;
        this.folder = folder;
        this.ports = ports;
        this.faults = faults;
    }

    /** The services that there are, in the order of their names. */
    public List<LocalService> known() {
        List<LocalService> known = new ArrayList<>(plugins.localServices());
        known.sort((a, b) -> a.name().compareTo(b.name()));
        return known;
    }

    /** The running service of that name, as {@code tablestore}, started if need be. */
    public LocalServer named(String name) {
        for (LocalService service : known()) {
            if (service.name().equals(name)) {
                return start(service);
            }
        }
        throw new JobFailure("there is no local service " + name, "The services are " + names() + ".");
    }

    /** The running service for an address's scheme, as {@code oss} in {@code oss://bucket/key}, started if need be. */
    public LocalServer forSystem(String system) {
        return plugins.localService(system)
                .map(this::start)
                .orElseThrow(() -> new JobFailure(
                        "there is no local service for " + system + "://", "The services are " + names() + "."));
    }

    /** The job with every endpoint and credential of a system that runs here replaced by the local one. */
    public JobSpec answer(JobSpec spec) {
        return new JobSpec(
                spec.name(),
                answer(spec.reader()),
                spec.transformers(),
                answer(spec.writer()),
                spec.dirtySink() == null ? null : answer(spec.dirtySink()),
                spec.settings());
    }

    @Override
    public void close() {
        List<LocalServer> servers = new ArrayList<>(running.values());
        running.clear();
        servers.forEach(LocalServer::close);
    }

    private PluginSpec answer(PluginSpec side) {
        String system = plugins.folderOf(side.name());
        return plugins.localService(system)
                .map(service -> answer(side, start(service)))
                .orElse(side);
    }

    private PluginSpec answer(PluginSpec side, LocalServer server) {
        JsonObject parameter = side.parameter();
        for (String each : server.unwanted()) {
            parameter = parameter.without(each);
        }
        for (Map.Entry<String, String> each : server.parameters().entrySet()) {
            for (String name : otherNames(side.name(), each.getKey())) {
                parameter = parameter.without(name);
            }
            parameter = parameter.with(each.getKey(), JsonScalar.of(each.getValue()));
        }
        for (Map.Entry<String, String> each : server.defaults().entrySet()) {
            if (!(parameter.get(each.getKey()) instanceof JsonScalar scalar) || scalar.isBlank()) {
                parameter = parameter.with(each.getKey(), JsonScalar.of(each.getValue()));
            }
        }
        server.admit(texts(parameter));
        return new PluginSpec(side.name(), parameter, side.path());
    }

    /** The names that a plug-in's configuration has for a key besides its own; none if there is no such plug-in. */
    private List<String> otherNames(String plugin, String key) {
        Class<? extends Record> config;
        try {
            config = plugin.endsWith("dirtysink")
                    ? plugins.dirtySink(plugin).orElseThrow().plugin().config()
                    : plugin.endsWith("writer")
                            ? plugins.writer(plugin).plugin().config()
                            : plugins.reader(plugin).plugin().config();
        } catch (JobFailure | NoSuchElementException e) {
            return List.of();
        }
        return Keys.of(config).stream()
                .filter(each -> each.getName().equals(key))
                .flatMap(each -> Keys.names(each).stream().skip(1))
                .toList();
    }

    private LocalServer start(LocalService service) {
        return running.computeIfAbsent(
                service.name(),
                name -> service.start(
                        folder.resolve(name), ports.getOrDefault(name, 0), faults.getOrDefault(name, List.of())));
    }

    private String names() {
        return String.join(", ", known().stream().map(LocalService::name).toList());
    }

    private static Map<String, String> texts(JsonObject parameter) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (String name : parameter.names()) {
            if (parameter.get(name) instanceof JsonScalar scalar && scalar.text() != null) {
                texts.put(name, scalar.text());
            }
        }
        return texts;
    }
}
