# find_package(ropewalk) gives a project ropewalk_generate, and ROPEWALK_GENERATOR, the program.
cmake_policy(VERSION 3.20)

get_filename_component(ROPEWALK_GENERATOR
  "${CMAKE_CURRENT_LIST_DIR}/../../../bin/ropewalk" ABSOLUTE)

# The C of a model's rotary position embedding becomes a part of a target.
#
#   ropewalk_generate(TARGET target            an executable or a library of this folder
#     MODEL name | CONFIG file                 shipped, or a config of yours
#     [ISA avx2 neon ...] [DTYPE f32 ...]      all unless given
#     [PREFIX prefix_]                         put before every name in C and every file
#     [CPU name])                              take schedules that were chosen for this CPU
#
# Sources and header are written to the build folder when the config or ropewalk has changed; what
# is the same as before is not compiled again. The header is #include "<prefix><model>.h" in the
# target and in what links it. CUDA sources are part of it if the project has the language CUDA.
function(ropewalk_generate)
  cmake_parse_arguments(PARSE_ARGV 0 arg "" "TARGET;MODEL;CONFIG;PREFIX;CPU" "ISA;DTYPE")
  if(arg_UNPARSED_ARGUMENTS OR arg_KEYWORDS_MISSING_VALUES)
    message(FATAL_ERROR "ropewalk_generate: cannot use "
      "\"${arg_UNPARSED_ARGUMENTS}${arg_KEYWORDS_MISSING_VALUES}\"; its arguments are TARGET, "
      "MODEL or CONFIG, ISA, DTYPE, PREFIX, CPU")
  endif()
  if(NOT TARGET "${arg_TARGET}")
    message(FATAL_ERROR "ropewalk_generate: TARGET \"${arg_TARGET}\" is no target; "
      "add_library or add_executable makes one first")
  endif()
  get_property(languages GLOBAL PROPERTY ENABLED_LANGUAGES)
  if(NOT "C" IN_LIST languages)
    message(FATAL_ERROR "ropewalk_generate: the project has no C; have it in project(LANGUAGES)")
  endif()
  get_target_property(folder ${arg_TARGET} SOURCE_DIR)
  if(NOT folder STREQUAL CMAKE_CURRENT_SOURCE_DIR)
    message(FATAL_ERROR "ropewalk_generate: TARGET ${arg_TARGET} is of ${folder}; call it there")
  endif()
  set(config "")
  if(arg_MODEL AND NOT arg_CONFIG)
    set(model "${arg_MODEL}")
  elseif(arg_CONFIG AND NOT arg_MODEL)
    get_filename_component(config "${arg_CONFIG}" ABSOLUTE)
    set(model "${config}")
  else()
    message(FATAL_ERROR "ropewalk_generate: give either MODEL or CONFIG")
  endif()

  set(out "${CMAKE_CURRENT_BINARY_DIR}/ropewalk/${arg_TARGET}")
  set(options --out "${out}")
  foreach(option ISA DTYPE PREFIX CPU)
    if(arg_${option})
      list(JOIN arg_${option} "," value)
      string(TOLOWER "--${option}" option)
      list(APPEND options ${option} "${value}")
    endif()
  endforeach()

  # The names of the files are needed now; a config that is edited may change them.
  execute_process(COMMAND "${ROPEWALK_GENERATOR}" list "${model}" ${options}
    OUTPUT_VARIABLE files ERROR_VARIABLE problem RESULT_VARIABLE status
    OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_STRIP_TRAILING_WHITESPACE)
  if(NOT status EQUAL 0)
    message(FATAL_ERROR " ${problem}") # CMake breaks lines that begin with no space
  endif()
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${config})
  string(REPLACE "\n" ";" files "${files}")
  list(GET files 0 first)
  get_filename_component(folder "${first}" DIRECTORY)
  get_filename_component(name "${folder}" NAME)

  # Files that did not change keep their time, so that a stamp must tell make of the last run. Make
  # forgets the depfile when CMake runs again, for a config or for another installation of ropewalk,
  # so that these are dependencies too.
  set(stamp "${folder}.stamp")
  file(MAKE_DIRECTORY "${out}")
  add_custom_command(OUTPUT "${stamp}" BYPRODUCTS ${files}
    COMMAND "${ROPEWALK_GENERATOR}" generate "${model}" ${options}
      --stamp "${stamp}" --depfile "${folder}.d"
    DEPENDS "${CMAKE_CURRENT_FUNCTION_LIST_FILE}" ${config} DEPFILE "${folder}.d"
    COMMENT "Generating the C of ${name}" VERBATIM)

  list(FILTER files EXCLUDE REGEX "_all\\.c$")
  if(NOT "CUDA" IN_LIST languages)
    list(FILTER files EXCLUDE REGEX "\\.cu$")
  endif()
  list(FILTER files INCLUDE REGEX "\\.(c|cu|h)$")
  target_sources(${arg_TARGET} PRIVATE "${stamp}" ${files})
  target_include_directories(${arg_TARGET} PUBLIC "$<BUILD_INTERFACE:${folder}>")
endfunction()
