package io.datachannels.engine.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.datachannels.engine.json.JsonText;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The job file that the vendor's guide to Tablestore prints in section 2.1.2, its remarks included. */
class VendorSampleTest {
    private static final String SAMPLE = """
            {
            "type": "job",
                           # Do not change the value.
            "version": "1.0", # Do not change the value.
            "configuration": {
            "setting": {
               "errorLimit": {
                 "record": "0" # When the number of errors exceeds the value of record, the task fails to be imported.
              },
               "speed": {
                 "mbps": "1", # The rate at which to import data. Unit: MB/s.
                 "concurrent": "1" # The number of concurrent threads.
               }
             },
             "reader": {
               "plugin": "ots", # Do not change the value.
               "parameter": {
                 "datasource": "", # The name of the data source from which data is integrated.
                 "table": "", # The name of the data table in Tablestore.
                 "column": [ # Required. The names of the columns you want to export to OSS.
                   {
                     "name": "column1"     # The name of the column in Tablestore. This column is to be exported to OSS.
                   },
                   {
                     "name": "column2"     # The name of the column in Tablestore.
                  }
                ],
                 "range": {
                   "begin": [
                     {
                       "type": "INF_MIN" # The starting position of the first primary key column in Tablestore.
                    }
                  ],
                   "end": [
                    {
                       "type": "INF_MAX" # The ending position of the first primary key column in Tablestore.
                    }
                   ],
                   "split": [ # Configure the information about the partitions of the Tablestore data table.
                  ]
                 }
              }
             },
             "writer": {
               "plugin": "oss",
               "parameter": {
                 "datasource": "", # Configure the OSS data source.
                 "object": "", # The prefix of the object name. Example of a variable: tablestore/${date}. Then, specify the ${date} value.
                 "writeMode": "truncate", # The operation the system performs when files of the same name exist.
                 "fileFormat": "csv", # The format of the file. Valid values: csv, txt, and parquet.
                 "encoding": "UTF-8", # The encoding type.
                 "nullFormat": "null", # The string used to define the null value. The value can be an empty string.
               "dateFormat": "yyyy-MM-dd HH:mm:ss", # The time format.
               "fieldDelimiter": "," # The delimiter used to separate each column.
               }
             }
            }
            }
            """;

    @Test
    void isReadAsItStands() {
        ProblemList problems = new ProblemList(true);
        Variables none = Variables.of(Map.of()).withEnvironment(Map.of());
        JobSpec job = JobFile.parse("sample", SAMPLE, none, Datasources.none(), problems);
        assertThat(problems.all()).isEmpty();
        assertThat(job.reader().name()).isEqualTo("otsreader");
        assertThat(JsonText.compact(job.reader().parameter()))
                .isEqualTo(
                        "{\"table\":\"\",\"column\":[{\"name\":\"column1\"},{\"name\":\"column2\"}],"
                                + "\"range\":{\"begin\":[{\"type\":\"INF_MIN\"}],\"end\":[{\"type\":\"INF_MAX\"}],\"split\":[]}}");
        assertThat(job.writer().name()).isEqualTo("osswriter");
        assertThat(job.writer().parameter().names())
                .containsExactly(
                        "object", "writeMode", "fileFormat", "encoding", "nullFormat", "dateFormat", "fieldDelimiter");
        assertThat(job.writer().parameter().position("encoding").toString()).isEqualTo("line 51, column 6");
        assertThat(job.settings().channels()).isEqualTo(1);
        assertThat(job.settings().bytesPerSecond()).isEqualTo(1 << 20);
        assertThat(job.settings().errorLimit()).isEqualTo(ErrorLimit.NONE_BORNE);
    }

    @Test
    void asPrintedItsSlipIsFound() {
        ProblemList problems = new ProblemList();
        String printed = SAMPLE.replace("\"type\": \"INF_MAX\"", "\"type\": \"type\": \"INF_MAX\"");
        assertThat(JobFile.read("sample", printed, Variables.none(), Datasources.none(), problems))
                .isEmpty();
        assertThat(problems.errors()).hasToString("[line 36, column 26: a comma is missing before this]");
    }
}
