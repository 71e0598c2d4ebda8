package io.datachannels.emulators.maxcompute.sql;

import io.datachannels.emulators.maxcompute.sql.Statement.Literal;
import io.datachannels.emulators.maxcompute.store.ServiceError;
import io.datachannels.emulators.maxcompute.store.TableDefinition;
import io.datachannels.emulators.maxcompute.store.TableName;
import io.datachannels.emulators.maxcompute.types.Column;
import io.datachannels.emulators.maxcompute.types.DataType;
import io.datachannels.emulators.maxcompute.types.TypeParser;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the statements that the emulator runs; {@code set NAME=VALUE;} before them is passed over. */
final class Parser {
    private final List<Token> tokens;
    private final String project;
    private final String schema;
    private int at;

    private Parser(List<Token> tokens, String project, String schema) {
        this.tokens = tokens;
        this.project = project;
        this.schema = schema;
    }

    /**
     * @param project of tables that name none
     * @param schema of tables that name none
     * @throws ServiceError ODPS-0130161 with the place, if it is none of the statements
     */
    static List<Statement> parse(String sql, String project, String schema) {
        Parser parser = new Parser(Lexer.tokens(sql), project, schema);
        List<Statement> statements = new ArrayList<>();
        while (parser.peek().kind() != Token.Kind.END) {
            if (parser.accept("set")) {
                parser.skipSetting();
            } else if (!parser.accept(";")) {
                statements.add(parser.statement());
                if (parser.peek().kind() != Token.Kind.END) {
                    parser.expect(";");
                }
            }
        }
        if (statements.isEmpty()) {
            throw parser.bad();
        }
        return statements;
    }

    private void skipSetting() {
        while (!peek().is(";") && peek().kind() != Token.Kind.END) {
            at++;
        }
    }

    private Statement statement() {
        if (accept("create")) {
            return accept("schema") ? createSchema() : createTable();
        } else if (accept("drop")) {
            return drop();
        } else if (accept("truncate")) {
            expect("table");
            return new Statement.Truncate(table(), partitions());
        } else if (accept("alter")) {
            expect("table");
            return alter(table());
        } else if (accept("insert")) {
            return insert();
        } else if (accept("select")) {
            return select();
        } else if (accept("show")) {
            return show();
        }
        throw bad();
    }

    private Statement createSchema() {
        boolean ifNotExists = ifNotExists();
        TableName name = table();
        return new Statement.CreateSchema(name.project(), name.table(), ifNotExists);
    }

    private Statement createTable() {
        expect("table");
        boolean ifNotExists = ifNotExists();
        TableName name = table();
        List<Column> columns = columns();
        List<Column> partitionColumns = List.of();
        String comment = "";
        int lifecycle = 0;
        while (!peek().is(";") && peek().kind() != Token.Kind.END) {
            if (accept("comment")) {
                comment = text();
            } else if (accept("partitioned")) {
                expect("by");
                partitionColumns = columns();
            } else if (accept("lifecycle")) {
                lifecycle = (int) number();
            } else if (accept("tblproperties")) {
                keyValues();
            } else {
                throw bad();
            }
        }
        TableDefinition definition =
                new TableDefinition("", columns, partitionColumns, comment, lifecycle, Instant.EPOCH);
        return new Statement.CreateTable(name, definition, ifNotExists);
    }

    private List<Column> columns() {
        List<Column> columns = new ArrayList<>();
        expect("(");
        do {
            String name = name();
            DataType type = type();
            boolean nullable = true;
            String comment = "";
            while (!peek().is(",") && !peek().is(")")) {
                if (accept("not")) {
                    expect("null");
                    nullable = false;
                } else if (accept("null")) {
                    nullable = true;
                } else if (accept("comment")) {
                    comment = text();
                } else {
                    throw bad();
                }
            }
            columns.add(new Column(name, type, nullable, comment));
        } while (accept(","));
        expect(")");
        return columns;
    }

    private DataType type() {
        Token start = peek();
        StringBuilder text = new StringBuilder();
        int depth = 0;
        do {
            Token token = next();
            if (token.kind() == Token.Kind.END) {
                throw bad();
            }
            depth += token.is("<") || token.is("(") ? 1 : token.is(">") || token.is(")") ? -1 : 0;
            text.append(token.text());
        } while (depth > 0 || peek().is("<") || peek().is("("));
        try {
            return TypeParser.parse(text.toString());
        } catch (IllegalArgumentException e) {
            throw ServiceError.semantic("ODPS-0130161", start.place(), "Parse exception - " + e.getMessage());
        }
    }

    private Statement drop() {
        if (accept("schema")) {
            boolean ifExists = ifExists();
            TableName name = table();
            return new Statement.DropSchema(name.project(), name.table(), ifExists);
        }
        expect("table");
        boolean ifExists = ifExists();
        return new Statement.DropTable(table(), ifExists);
    }

    private Statement alter(TableName table) {
        if (accept("add")) {
            boolean ifNotExists = ifNotExists();
            return new Statement.AddPartitions(table, somePartitions(), ifNotExists);
        }
        expect("drop");
        boolean ifExists = ifExists();
        return new Statement.DropPartitions(table, somePartitions(), ifExists);
    }

    private List<Map<String, String>> somePartitions() {
        if (!peek().is("partition")) {
            throw bad();
        }
        return partitions();
    }

    private List<Map<String, String>> partitions() {
        List<Map<String, String>> partitions = new ArrayList<>();
        while (accept("partition") || (!partitions.isEmpty() && accept(","))) {
            accept("partition");
            partitions.add(keyValues());
        }
        return partitions;
    }

    private Map<String, String> keyValues() {
        Map<String, String> values = new LinkedHashMap<>();
        expect("(");
        do {
            String name = peek().kind() == Token.Kind.TEXT ? next().text() : name();
            expect("=");
            values.put(name, scalar());
        } while (accept(","));
        expect(")");
        return values;
    }

    private Statement insert() {
        boolean overwrite = accept("overwrite");
        if (!overwrite) {
            expect("into");
        }
        accept("table");
        TableName table = table();
        Map<String, String> partition = accept("partition") ? keyValues() : null;
        List<String> columns = new ArrayList<>();
        if (accept("(")) {
            do {
                columns.add(name());
            } while (accept(","));
            expect(")");
        }
        expect("values");
        List<List<Literal>> rows = new ArrayList<>();
        do {
            List<Literal> row = new ArrayList<>();
            expect("(");
            do {
                row.add(literal());
            } while (accept(","));
            expect(")");
            rows.add(row);
        } while (accept(","));
        return new Statement.Insert(table, partition, overwrite, columns, rows);
    }

    private Literal literal() {
        if (accept("null")) {
            return new Literal(null);
        } else if (accept("cast")) {
            expect("(");
            Literal value = literal();
            expect("as");
            type();
            expect(")");
            return value;
        } else if (peek().is("date")
                || peek().is("datetime")
                || peek().is("timestamp")
                || peek().is("timestamp_ntz")
                || peek().is("json")) {
            at++;
            return new Literal(text());
        }
        return new Literal(scalar());
    }

    private String scalar() {
        if (accept("-")) {
            return "-" + digits();
        } else if (peek().kind() == Token.Kind.NUMBER) {
            return digits();
        } else if (peek().is("true") || peek().is("false")) {
            return next().name();
        }
        return text();
    }

    /** A number without the letters that tell its type: 10L, 1Y, 2S, 3.5BD. */
    private String digits() {
        Token token = next();
        if (token.kind() != Token.Kind.NUMBER) {
            at--;
            throw bad();
        }
        return token.text().replaceFirst("(?i)(bd|[lysdf])$", "");
    }

    private Statement select() {
        List<String> columns = new ArrayList<>();
        boolean count = false;
        if (peek().is("count") && tokens.get(at + 1).is("(")) {
            at += 2;
            if (!accept("*")) {
                number();
            }
            expect(")");
            count = true;
            if (accept("as")) {
                name();
            }
        } else if (!accept("*")) {
            do {
                columns.add(name());
            } while (accept(","));
        }
        expect("from");
        TableName table = table();
        Map<String, String> where = new LinkedHashMap<>();
        if (accept("where")) {
            do {
                String name = name();
                expect("=");
                where.put(name, scalar());
            } while (accept("and"));
        }
        long limit = accept("limit") ? number() : -1;
        return new Statement.Select(table, columns, count, where, limit);
    }

    private Statement show() {
        if (accept("partitions")) {
            return new Statement.ShowPartitions(table());
        } else if (accept("schemas")) {
            return new Statement.ShowSchemas(project);
        }
        expect("tables");
        return new Statement.ShowTables(project, schema);
    }

    private TableName table() {
        List<String> parts = new ArrayList<>(List.of(name()));
        while (parts.size() < 3 && accept(".")) {
            parts.add(name());
        }
        return switch (parts.size()) {
            case 1 -> new TableName(project, schema, parts.get(0));
            case 2 -> new TableName(parts.get(0), null, parts.get(1));
            default -> new TableName(parts.get(0), parts.get(1), parts.get(2));
        };
    }

    private boolean ifNotExists() {
        if (accept("if")) {
            expect("not");
            expect("exists");
            return true;
        }
        return false;
    }

    private boolean ifExists() {
        if (accept("if")) {
            expect("exists");
            return true;
        }
        return false;
    }

    private String name() {
        if (!peek().isName()) {
            throw bad();
        }
        return next().name();
    }

    private String text() {
        if (peek().kind() != Token.Kind.TEXT) {
            throw bad();
        }
        return next().text();
    }

    private long number() {
        Token token = peek();
        if (token.kind() != Token.Kind.NUMBER || !token.text().matches("\\d{1,9}")) {
            throw bad();
        }
        return Long.parseLong(next().text());
    }

    private boolean accept(String word) {
        if (peek().is(word)) {
            at++;
            return true;
        }
        return false;
    }

    private void expect(String word) {
        if (!accept(word)) {
            throw bad();
        }
    }

    private Token peek() {
        return tokens.get(at);
    }

    private Token next() {
        return tokens.get(at++);
    }

    private ServiceError bad() {
        Token token = peek();
        return ServiceError.semantic(
                "ODPS-0130161", token.place(), "Parse exception - invalid token '" + token.text() + "'");
    }
}
