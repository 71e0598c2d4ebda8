@echo off
rem Finds Java, builds the product on first use when it runs from a checkout, and starts it: datax.cmd --help tells the rest.
rem Environment: JAVA_HOME, DATAX_JVM (options for Java in place of the default -Xmx1g).
setlocal enabledelayedexpansion
set "HOME_DIR=%~dp0.."
for %%i in ("%HOME_DIR%") do set "HOME_DIR=%%~fi"

set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java.exe"
"%JAVA%" -version >nul 2>&1
if errorlevel 1 (
  echo There is no Java here: neither JAVA_HOME points at one nor is java on the PATH. 1>&2
  echo What to do: install a JDK or JRE 17 or newer. 1>&2
  exit /b 1
)
set "VERSION=0"
for /f "tokens=3" %%v in ('call "%JAVA%" -version 2^>^&1 ^| findstr /i "version"') do set "VERSION=%%~v"
for /f "tokens=1 delims=.-+" %%m in ("%VERSION%") do set "MAJOR=%%m"
if %MAJOR% LSS 17 (
  echo Java 17 or newer is needed; this one is %VERSION%. 1>&2
  echo What to do: install a JDK or JRE 17 or newer and point JAVA_HOME at it. 1>&2
  exit /b 1
)

set "BUILT=%HOME_DIR%"
if not exist "%HOME_DIR%\lib" (
  set "BUILT=%HOME_DIR%\target\datachannels"
  if not exist "!BUILT!\plugin\local\local-*.jar" (
    where mvn >nul 2>&1
    if errorlevel 1 (
      echo This is a checkout that was not built yet, and there is no Maven to build it. 1>&2
      echo What to do: install Maven 3.8 or newer. 1>&2
      exit /b 1
    )
    echo Building the product, once; this takes a minute or two ... 1>&2
    pushd "%HOME_DIR%"
    call mvn -B -ntp -q -DskipTests -pl "!benchmark,!job-templates" package 1>&2
    if errorlevel 1 (
      popd
      echo The build failed; what Maven says stands above. 1>&2
      exit /b 1
    )
    popd
  )
)
if not defined DATAX_JVM set "DATAX_JVM=-Xmx1g"
"%JAVA%" %DATAX_JVM% -XX:+UseParallelGC -Dfile.encoding=UTF-8 -Dstdout.encoding=UTF-8 -Dstderr.encoding=UTF-8 "-Ddatax.home=%HOME_DIR%" "-Ddatax.installation=%BUILT%" -cp "%BUILT%\lib\*" io.datachannels.engine.cli.Main %*
exit /b %ERRORLEVEL%
