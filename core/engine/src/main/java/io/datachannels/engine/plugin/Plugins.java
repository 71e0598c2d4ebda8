package io.datachannels.engine.plugin;

import io.datachannels.engine.config.Parameters;
import io.datachannels.engine.config.Role;
import io.datachannels.spi.ConnectivityCheck;
import io.datachannels.spi.DirtySinkPlugin;
import io.datachannels.spi.FatalFailure;
import io.datachannels.spi.JobFailure;
import io.datachannels.spi.NearestName;
import io.datachannels.spi.ReaderPlugin;
import io.datachannels.spi.WriterPlugin;
import io.datachannels.spi.local.LocalService;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * The plug-ins of an installation: one folder for each system, whose name begins the names of its plug-ins. A folder is opened when a
 * job names one of its plug-ins, and not before.
 */
public final class Plugins {
    private static final String LOCAL = "local";

    private final Map<String, List<URL>> folders;
    private final String place;
    private final List<Object> given;
    private final Map<String, ClassLoader> loaders;

    private Plugins(
            Map<String, List<URL>> folders, Map<String, ClassLoader> loaders, List<Object> given, String place) {
        this.folders = folders;
        this.loaders = loaders;
        this.given = given;
        this.place = place;
    }

    /** The plug-ins in the sub-folders of a folder. */
    public static Plugins in(Path folder) {
        Map<String, List<URL>> folders = new TreeMap<>();
        try (var children = Files.list(folder)) {
            for (Path child : children.filter(Files::isDirectory).toList()) {
                folders.put(child.getFileName().toString(), jars(child));
            }
        } catch (IOException e) {
            throw new FatalFailure(
                    "there are no plug-ins: " + folder + " cannot be read", "Build or unpack the product again.", e);
        }
        return new Plugins(folders, new ConcurrentHashMap<>(), List.of(), folder.toString());
    }

    /**
     * Plug-ins from class path entries and ready-made ones, for embedding and for tests.
     *
     * @param folders the jars and class folders of each plug-in folder
     * @param given instances of {@link ReaderPlugin}, {@link WriterPlugin} and {@link DirtySinkPlugin}, which keep their own class loaders
     */
    public static Plugins of(Map<String, List<URL>> folders, List<?> given) {
        return new Plugins(
                new TreeMap<>(folders), new ConcurrentHashMap<>(), List.copyOf(given), "given by the program");
    }

    /** These and a ready-made one; a folder is opened once for both. */
    public Plugins and(Object plugin) {
        List<Object> more = new ArrayList<>(given);
        more.add(plugin);
        return new Plugins(folders, loaders, List.copyOf(more), place);
    }

    /** @throws JobFailure if there is no such reader; it names the nearest */
    public Loaded<ReaderPlugin<?>> reader(String name) {
        return find(name, "reader", all(readers(), name), ReaderPlugin::name);
    }

    /** @throws JobFailure if there is no such writer; it names the nearest */
    public Loaded<WriterPlugin<?>> writer(String name) {
        return find(name, "writer", all(writers(), name), WriterPlugin::name);
    }

    /** The place for dirty rows of that name, such as {@code otsdirtysink}; empty if no folder of the installation has it. */
    public Optional<Loaded<DirtySinkPlugin<?>>> dirtySink(String name) {
        return all(dirtySinks(), name).stream()
                .filter(each -> each.plugin().name().equals(name))
                .findFirst();
    }

    /** The names of all readers and writers, which opens every folder. */
    public List<String> names() {
        List<String> names = new ArrayList<>();
        all(readers(), null).forEach(each -> names.add(each.plugin().name()));
        all(writers(), null).forEach(each -> names.add(each.plugin().name()));
        names.sort(Comparator.naturalOrder());
        return names;
    }

    /**
     * What a job file can say to a plug-in.
     *
     * @throws JobFailure if there is no such plug-in; it names the nearest
     */
    public Parameters parameters(String name) {
        Class<?> config = name.endsWith(Role.WRITER.key())
                ? writer(name).plugin().config()
                : reader(name).plugin().config();
        return Parameters.of(config).withDatasource();
    }

    /** The folder of a plug-in, as {@code ots} for {@code otsreader}: of the folders that begin the name, the longest; or null. */
    public String folderOf(String name) {
        String longest = null;
        for (String folder : folders.keySet()) {
            if (name.startsWith(folder) && (longest == null || folder.length() > longest.length())) {
                longest = folder;
            }
        }
        return longest;
    }

    /**
     * The services that can run on this machine. Opens every folder that has some.
     *
     * @throws JobFailure if the installation has none
     */
    public List<LocalService> localServices() {
        List<LocalService> services = new ArrayList<>();
        for (String each : folders.keySet()) {
            if (each.equals(LOCAL) || each.startsWith(LOCAL + "-")) {
                services.addAll(localServicesIn(each));
            }
        }
        if (services.isEmpty()) {
            throw new JobFailure("this installation has no local services", "Add the folder plugin/local to it.");
        }
        return services;
    }

    /**
     * The service of a system, as {@code kafka}, if it can run on this machine: one in the folder {@code local-kafka} if there is such a
     * folder, else in {@code local}. Opens no other.
     */
    public Optional<LocalService> localService(String system) {
        String own = LOCAL + "-" + system;
        return localServicesIn(folders.containsKey(own) ? own : LOCAL).stream()
                .filter(each -> each.system().equals(system))
                .findFirst();
    }

    private List<LocalService> localServicesIn(String folder) {
        List<LocalService> services = new ArrayList<>();
        if (folders.containsKey(folder)) {
            ServiceLoader.load(LocalService.class, loader(folder)).forEach(services::add);
        }
        return services;
    }

    /** The connectivity checks of all folders, which opens every one. */
    public List<Loaded<ConnectivityCheck<?>>> connectivity() {
        List<Loaded<ConnectivityCheck<?>>> checks = new ArrayList<>();
        folders.keySet().forEach(each -> connectivity(each).ifPresent(checks::add));
        return checks;
    }

    /** The connectivity check of a folder; empty if it has none, or the folder is null. */
    public Optional<Loaded<ConnectivityCheck<?>>> connectivity(String folder) {
        if (folder == null) {
            return Optional.empty();
        }
        for (ConnectivityCheck<?> each : ServiceLoader.load(ConnectivityCheck.class, loader(folder))) {
            return Optional.of(new Loaded<>(each, loader(folder)));
        }
        return Optional.empty();
    }

    private <P> Loaded<P> find(String name, String role, List<Loaded<P>> candidates, Function<P, String> nameOf) {
        for (Loaded<P> each : candidates) {
            if (nameOf.apply(each.plugin()).equals(name)) {
                return each;
            }
        }
        List<String> known =
                names().stream().filter(each -> each.endsWith(role)).toList();
        String written = written(name, role, known);
        String nearest = NearestName.of(written, known)
                .map(each -> ", did you mean \"" + each + "\"?")
                .orElse(".");
        throw new JobFailure(
                "there is no " + role + " \"" + written + "\"" + nearest,
                "The " + role + "s here are " + String.join(", ", known) + " (" + place + ").");
    }

    /** A misspelt full name, {@code toyreeder}, was taken for a short one and has the role at its end; this is without. */
    private static String written(String name, String role, List<String> known) {
        String without = name.endsWith(role) ? name.substring(0, name.length() - role.length()) : name;
        return NearestName.of(without, known).isPresent() ? without : name;
    }

    /** The given plug-ins of a role, and those of the folder that this name begins with, or of all folders if it is null. */
    private <P> List<Loaded<P>> all(Side<P> role, String name) {
        List<Loaded<P>> found = new ArrayList<>();
        for (Object each : given) {
            P plugin = role.cast(each);
            if (plugin != null) {
                found.add(new Loaded<>(plugin, plugin.getClass().getClassLoader()));
            }
        }
        for (String folder : folders.keySet()) {
            if (name == null || folder.equals(folderOf(name))) {
                role.services(loader(folder)).forEach(each -> found.add(new Loaded<>(each, loader(folder))));
            }
        }
        return found;
    }

    private ClassLoader loader(String folder) {
        return loaders.computeIfAbsent(
                folder, name -> new PluginClassLoader(name, folders.get(name), Plugins.class.getClassLoader()));
    }

    private static Side<ReaderPlugin<?>> readers() {
        return new Side<>() {
            @Override
            public ReaderPlugin<?> cast(Object plugin) {
                return plugin instanceof ReaderPlugin<?> reader ? reader : null;
            }

            @Override
            public List<ReaderPlugin<?>> services(ClassLoader loader) {
                List<ReaderPlugin<?>> services = new ArrayList<>();
                ServiceLoader.load(ReaderPlugin.class, loader).forEach(services::add);
                return services;
            }
        };
    }

    private static Side<WriterPlugin<?>> writers() {
        return new Side<>() {
            @Override
            public WriterPlugin<?> cast(Object plugin) {
                return plugin instanceof WriterPlugin<?> writer ? writer : null;
            }

            @Override
            public List<WriterPlugin<?>> services(ClassLoader loader) {
                List<WriterPlugin<?>> services = new ArrayList<>();
                ServiceLoader.load(WriterPlugin.class, loader).forEach(services::add);
                return services;
            }
        };
    }

    private static Side<DirtySinkPlugin<?>> dirtySinks() {
        return new Side<>() {
            @Override
            public DirtySinkPlugin<?> cast(Object plugin) {
                return plugin instanceof DirtySinkPlugin<?> sink ? sink : null;
            }

            @Override
            public List<DirtySinkPlugin<?>> services(ClassLoader loader) {
                List<DirtySinkPlugin<?>> services = new ArrayList<>();
                ServiceLoader.load(DirtySinkPlugin.class, loader).forEach(services::add);
                return services;
            }
        };
    }

    /** Readers, writers or places for dirty rows. */
    private interface Side<P> {
        /** The plug-in if it is one of this role, else null. */
        P cast(Object plugin);

        List<P> services(ClassLoader loader);
    }

    private static List<URL> jars(Path folder) throws IOException {
        List<URL> urls = new ArrayList<>();
        try (var files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                if (file.toString().endsWith(".jar")) {
                    urls.add(url(file));
                }
            }
        }
        return urls;
    }

    private static URL url(Path file) throws MalformedURLException {
        return file.toUri().toURL();
    }
}
