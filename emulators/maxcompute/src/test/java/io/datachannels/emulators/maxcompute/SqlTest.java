package io.datachannels.emulators.maxcompute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aliyun.odps.Column;
import com.aliyun.odps.Instance;
import com.aliyun.odps.NoSuchObjectException;
import com.aliyun.odps.PartitionSpec;
import com.aliyun.odps.Table;
import com.aliyun.odps.TableSchema;
import com.aliyun.odps.task.SQLTask;
import com.aliyun.odps.type.TypeInfoParser;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SqlTest extends SdkTest {
    @Test
    void whatTheClientCreatesItReadsBack() throws Exception {
        TableSchema schema = new TableSchema();
        schema.addColumn(column("Id", "bigint", "the key"));
        schema.addColumn(column("name", "string", null));
        schema.addPartitionColumn(column("dt", "string", null));
        odps.tables().create("p", "t", schema, "a \"comment\"", true);
        Table table = odps.tables().get("p", "T");
        assertThat(table.getSchema().getColumns()).extracting(Column::getName).containsExactly("id", "name");
        assertThat(table.getSchema().getColumn(0).getComment()).isEqualTo("the key");
        assertThat(table.getSchema().getPartitionColumns())
                .extracting(Column::getName)
                .containsExactly("dt");
        assertThat(table.getComment()).isEqualTo("a \"comment\"");
        assertThat(table.isPartitioned()).isTrue();
        assertThat(odps.tables().exists("p", "other")).isFalse();
        odps.tables().delete("p", "t", true);
        assertThat(odps.tables().exists("p", "t")).isFalse();
    }

    @Test
    void partitionsAreAddedListedAndDropped() throws Exception {
        sql("create table t (a bigint) partitioned by (dt string, hh string);");
        Table table = odps.tables().get("t");
        PartitionSpec spec = new PartitionSpec("dt='2024-01-01',hh='a b:c'");
        table.createPartition(spec, true);
        table.createPartition(spec, true);
        assertThatThrownBy(() -> table.createPartition(spec, false)).hasMessageContaining("already exists");
        sql("alter table t add IF NOT EXISTS partition(dt='2024-01-02',hh='x');");
        assertThat(table.hasPartition(spec)).isTrue();
        assertThat(table.hasPartition(new PartitionSpec("dt='2024-01-01',hh='z'")))
                .isFalse();
        List<String> listed = new ArrayList<>();
        table.getPartitions().forEach(each -> listed.add(each.getPartitionSpec().toString()));
        assertThat(listed).containsExactly("dt='2024-01-01',hh='a b:c'", "dt='2024-01-02',hh='x'");
        sql("alter table t drop IF EXISTS partition(dt='2024-01-01');");
        assertThat(table.hasPartition(spec)).isFalse();
        assertThat(sqlFails("alter table t drop partition(dt='2024-01-01');")).hasMessageContaining("not found");
        sql("alter table t drop if exists partition(dt='2024-01-01');");
    }

    @Test
    void insertSelectCountAndTruncate() throws Exception {
        sql("create table t (a bigint, b string, c decimal(5,2), d datetime) partitioned by (dt string);");
        sql(
                "insert into t partition (dt='x') values (1,'one, \"1\"',1.005,datetime'2024-02-29 12:00:00'),(-2,null,null,null);");
        sql("insert into table t partition (dt='y') (b, a) values ('two', 2L);");
        assertThat(sql("select * from t where dt='x';"))
                .isEqualTo("a,b,c,d,dt\n1,\"one, \"\"1\"\"\",1.01,2024-02-29 12:00:00,x\n-2,\\N,\\N,\\N,x\n");
        assertThat(sql("select b, a from p.t where dt='y' limit 1")).isEqualTo("b,a\ntwo,2\n");
        assertThat(sql("select count(*) from t;")).isEqualTo("_c0\n3\n");
        assertThat(SQLTask.getResult(run("select a from `p`.`t` limit 2;")))
                .extracting(each -> each.get(0))
                .containsExactly("1", "-2");
        sql("insert overwrite table t partition (dt='x') values (9, 'nine', null, null);");
        assertThat(sql("select a from t where dt='x';")).isEqualTo("a\n9\n");
        sql("truncate table t partition (dt='x');");
        assertThat(sql("select count(*) from t;")).isEqualTo("_c0\n1\n");
    }

    @Test
    void aTableWithoutPartitionsIsTruncatedByTheClient() throws Exception {
        sql("create table t (a bigint)");
        sql("insert into t values (1),(2)");
        odps.tables().get("t").truncate();
        assertThat(sql("select count(*) from t;")).isEqualTo("_c0\n0\n");
    }

    @Test
    void aFailedStatementIsTheInstancesFailure() throws Exception {
        assertThat(sqlFails("selec 1;")).hasMessageContaining("ODPS-0130161:[1,1] Parse exception");
        assertThat(sqlFails("select * from nowhere;"))
                .hasMessageContaining("ODPS-0130131:[1,1] Table not found - table p.nowhere cannot be resolved");
        sql("create table t (a tinyint not null)");
        assertThat(sqlFails("create table t (a bigint);")).hasMessageContaining("already exists");
        sql("create table if not exists t (a bigint);");
        assertThat(sqlFails("insert into t values (1),(200);")).hasMessageContaining("200 is not within");
        assertThat(sqlFails("insert into t values (null);")).hasMessageContaining("NOT NULL");
        assertThat(sqlFails("create table u (a bigint, A string);")).hasMessageContaining("defined twice");
        assertThat(sqlFails("create table u (a bignit);")).hasMessageContaining("invalid type \"bignit\"");
        assertThat(sqlFails("drop table u;")).hasMessageContaining("Table not found");
        assertThat(sql("select count(*) from t;"))
                .as("nothing of a refused insert")
                .isEqualTo("_c0\n0\n");
    }

    @Test
    void projectsAndSchemas() throws Exception {
        assertThat(odps.projects().exists("p")).isTrue();
        assertThat(odps.projects().exists("q")).isFalse();
        assertThat(odps.projects().exists(".odps")).isFalse();
        assertThatThrownBy(() -> odps.tables().get("q", "t").reload()).isInstanceOf(NoSuchObjectException.class);
        odps.schemas().create("p", "s");
        assertThat(odps.schemas().exists("p", "s")).isTrue();
        sql("create table p.s.t (a bigint); insert into p.s.t values (7);");
        assertThat(odps.tables().exists("p", "t")).isFalse();
        assertThat(odps.tables().exists("p", "s", "t")).isTrue();
        odps.schemas().delete("p", "s");
        assertThat(odps.schemas().exists("p", "s")).isFalse();
    }

    @Test
    void manyTablesAreListedInPages() throws Exception {
        StringBuilder statements = new StringBuilder();
        for (int i = 0; i < 1005; i++) {
            statements.append("create table t").append(10_000 + i).append(" (a bigint);");
        }
        emulator.sql("p", statements.toString());
        List<String> names = new ArrayList<>();
        odps.tables().forEach(table -> names.add(table.getName()));
        assertThat(names).hasSize(1005).doesNotHaveDuplicates().contains("t10000", "t11004");
    }

    private static Column column(String name, String type, String comment) {
        return Column.newBuilder(name, TypeInfoParser.getTypeInfoFromTypeString(type))
                .withComment(comment)
                .build();
    }

    private Instance run(String text) throws Exception {
        var instance = SQLTask.run(odps, text);
        instance.waitForSuccess();
        return instance;
    }
}
