package io.datachannels.emulators.kafka;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;

/**
 * A real Kafka broker of one node in this process, on loopback, with its data in a folder. Nothing of Kafka is imitated: what it answers
 * is what a cluster answers, but for replication. Topics are not made by being asked for.
 */
public final class KafkaBroker implements AutoCloseable {
    private static final String HOST = "127.0.0.1";
    private static final String NODE = "1";

    private final KafkaRaftServer server;
    private final FileChannel lock;
    private final int port;

    private KafkaBroker(KafkaRaftServer server, FileChannel lock, int port) {
        this.server = server;
        this.lock = lock;
        this.port = port;
    }

    /**
     * Starts it and returns when it answers.
     *
     * @param folder its data; made and formatted if absent
     * @param port 0 picks one
     * @throws IllegalStateException if another broker has the folder or a port is taken
     * @throws UncheckedIOException if the folder cannot be used
     */
    public static KafkaBroker start(Path folder, int port) {
        return start(folder, port, Map.of());
    }

    /** @param overrides settings of the broker as Kafka names them, such as {@code log.retention.ms} */
    public static KafkaBroker start(Path folder, int port, Map<String, String> overrides) {
        FileChannel lock = lock(folder);
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        // Kafka finds classes that its settings name through the context, and the threads that it starts inherit it.
        thread.setContextClassLoader(KafkaBroker.class.getClassLoader());
        try {
            int own = port == 0 ? freePort() : port;
            Map<String, String> settings = settings(folder, own, freePort());
            settings.putAll(overrides);
            format(folder, settings);
            KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(settings, false), Time.SYSTEM);
            startUp(server, own);
            return new KafkaBroker(server, lock, own);
        } catch (IOException e) {
            release(lock);
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            release(lock);
            throw e;
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** As {@code bootstrap.servers} has it: {@code 127.0.0.1:PORT}. */
    public String servers() {
        return HOST + ":" + port;
    }

    public int port() {
        return port;
    }

    /** What the broker's topics hold; to be closed by the caller. */
    public Topics topics() {
        return new Topics(servers());
    }

    /** Stops it in order; its data stays. */
    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
        release(lock);
    }

    private static void startUp(KafkaRaftServer server, int port) {
        try {
            server.startup();
        } catch (RuntimeException e) {
            server.shutdown();
            throw new IllegalStateException("the broker does not start on port " + port + ": " + e.getMessage(), e);
        }
    }

    private static Map<String, String> settings(Path folder, int port, int controllerPort) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", NODE);
        settings.put("listeners", "PLAINTEXT://" + HOST + ":" + port + ",CONTROLLER://" + HOST + ":" + controllerPort);
        settings.put("controller.listener.names", "CONTROLLER");
        settings.put("controller.quorum.voters", NODE + "@" + HOST + ":" + controllerPort);
        settings.put("log.dirs", folder.resolve("data").toAbsolutePath().toString());
        settings.put("auto.create.topics.enable", "false");
        settings.put("offsets.topic.num.partitions", "1");
        settings.put("offsets.topic.replication.factor", "1");
        settings.put("transaction.state.log.num.partitions", "1");
        settings.put("transaction.state.log.replication.factor", "1");
        settings.put("transaction.state.log.min.isr", "1");
        settings.put("share.coordinator.state.topic.num.partitions", "1");
        settings.put("share.coordinator.state.topic.replication.factor", "1");
        settings.put("share.coordinator.state.topic.min.isr", "1");
        settings.put("group.initial.rebalance.delay.ms", "0");
        // A broker that was killed counts as alive until its session ends, and the next one on this folder is refused
        // for as long.
        settings.put("broker.session.timeout.ms", "2000");
        settings.put("broker.heartbeat.interval.ms", "500");
        settings.put("log.cleaner.dedupe.buffer.size", Integer.toString(4 << 20));
        return settings;
    }

    /** Prepares the folder for its first start; a later one finds it prepared. */
    private static void format(Path folder, Map<String, String> settings) throws IOException {
        if (Files.exists(folder.resolve("data").resolve("meta.properties"))) {
            return;
        }
        Path file = folder.resolve("server.properties");
        Properties properties = new Properties();
        properties.putAll(settings);
        try (var out = Files.newBufferedWriter(file)) {
            properties.store(out, null);
        }
        String[] words = {"format", "-t", Uuid.randomUuid().toString(), "-c", file.toString()};
        try (PrintStream silent = new PrintStream(PrintStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            if (StorageTool.execute(words, silent) != 0) {
                throw new IllegalStateException("the folder " + folder + " cannot be prepared for Kafka");
            }
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(HOST))) {
            return socket.getLocalPort();
        }
    }

    private static FileChannel lock(Path folder) {
        FileChannel channel = null;
        boolean locked = false;
        try {
            Files.createDirectories(folder);
            channel = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            locked = channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            throw new IllegalStateException("the folder " + folder + " is in use", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            if (!locked) {
                release(channel);
            }
        }
        if (!locked) {
            throw new IllegalStateException("the folder " + folder + " is in use");
        }
        return channel;
    }

    private static void release(FileChannel lock) {
        try {
            if (lock != null) {
                lock.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
